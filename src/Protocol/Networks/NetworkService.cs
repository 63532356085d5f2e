using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Networks;

/// <summary>Networks are made, mirrored and closed here; which engine network stands for which is kept here.</summary>
public sealed class NetworkService(MeshContext context, PoolService pools, Subnets subnets)
{
    private const string MtuOption = "com.docker.network.driver.mtu";

    private readonly Vnis _vnis = new(context);
    private readonly SortedDictionary<string, NetworkBinding> _bindings = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, TimeSpan> _boundAt = new(StringComparer.Ordinal);

    private ImmutableSortedDictionary<string, NetworkId>? _bound;

    /// <summary>Rises with every change of a binding.</summary>
    public ulong Revision { get; private set; }

    public ImmutableSortedDictionary<string, NetworkId> Bindings => _bound ??=
        _bindings.Values.Where(binding => binding.Draft is null)
            .ToImmutableSortedDictionary(binding => binding.EngineNetworkId, binding => binding.Network, StringComparer.Ordinal);

    public void Load(NetworkBinding binding)
    {
        Changed();
        _bindings[binding.EngineNetworkId] = binding;
        if (binding.Draft is { } draft)
        {
            GoOnBehind(draft);
            context.Books.Open(binding.Network, draft.Subnet, draft.Gateway, context.Now);
        }
    }

    /// <summary>A network of our own log, at start: its VNI and its subnet are in use.</summary>
    public void Load(NetworkRecord record) => GoOnBehind(record);

    /// <summary>Whether a pool is that of a network whose name is not known yet.</summary>
    public bool IsDraft(string poolId) =>
        PoolService.TryParse(poolId, out NetworkId id) && _bindings.Values.Any(binding => binding.Network == id && binding.Draft is not null);

    /// <summary>Another's network becomes ours to keep, byte for byte, and later to end.</summary>
    public void Inherit(LogEntry entry)
    {
        context.Journal.Put(entry.Key, entry.Value!);
        GoOnBehind(NetworkRecord.Decode(entry.Value!));
    }

    public NetworkBinding? Find(string engineNetworkId) => _bindings.GetValueOrDefault(engineNetworkId);

    public void Bind(long request, BindNetwork asked)
    {
        if (Find(asked.EngineNetworkId) is { } bound)
        {
            context.Outbox.Reply(request, new NetworkBound(bound.Network));
        }
        else if (asked.Options.TryGetValue(RequestPool.NetworkOption, out string? mirrored))
        {
            BindMirror(request, asked, mirrored);
        }
        else if (pools.FindBySubnet(asked.Subnet) is { } pool)
        {
            BindNew(request, asked, pool);
        }
        else
        {
            context.Outbox.Refuse(request, $"the subnet {asked.Subnet} does not come from meshnet's IPAM driver: create the network with --ipam-driver meshnet");
        }
    }

    public void Name(long request, NameNetwork asked)
    {
        if (Find(asked.EngineNetworkId) is not { } binding)
        {
            context.Outbox.Refuse(request, $"network {asked.Name} in this host's engine is not a meshnet network");
        }
        else if (binding.Draft is null)
        {
            context.Outbox.Reply(request, new NetworkBound(binding.Network));
        }
        else if (NameTaken(asked.Name) is { } reason)
        {
            context.Outbox.Refuse(request, reason);
        }
        else
        {
            Keep(binding with { Draft = null });
            Publish(binding.Network, binding.Draft with { Name = asked.Name, Labels = asked.Labels });
            context.Outbox.Reply(request, new NetworkBound(binding.Network));
        }
    }

    public void Unbind(long request, UnbindNetwork asked)
    {
        if (Find(asked.EngineNetworkId) is not { } binding)
        {
            context.Outbox.Reply(request, Acknowledged.Instance);
            return;
        }

        Forget(binding);
        if (IsBound(binding.Network))
        {
            // It was in this engine twice, and is still once.
            context.Outbox.Reply(request, Acknowledged.Instance);
            return;
        }

        NetworkView? network = context.Table.Network(binding.Network);
        string? refusal = network is { Closing: false } ? TryClose(network) : null;
        // A network that lost its name is removed from an engine although nobody asked for its end: it lives on where it has containers
        // (R16).
        context.Outbox.Reply(request, refusal is null || network!.NameLoses ? Acknowledged.Instance : new Refused(refusal));
    }

    public void Create(long request, CreateNetwork asked)
    {
        if (NameTaken(asked.Name) is { } reason)
        {
            context.Outbox.Refuse(request, reason);
            return;
        }

        pools.Make(asked.Subnet, (pool, refusal) =>
        {
            if (pool is null)
            {
                context.Outbox.Refuse(request, refusal);
                return;
            }

            Draft(request, pool, asked.Internal, asked.Options, draft =>
            {
                Publish(pool.Id, draft with { Name = asked.Name, Labels = asked.Labels });
                context.Outbox.Reply(request, new NetworkBound(pool.Id));
            });
        });
    }

    public void Close(long request, CloseNetwork asked)
    {
        if (context.Table.OpenByName(asked.Name) is not { } network)
        {
            context.Outbox.Refuse(request, $"network {asked.Name} not found: see 'meshnet network ls'");
            return;
        }

        string? refusal = TryClose(network);
        context.Outbox.Reply(request, refusal is null ? Acknowledged.Instance : new Refused(refusal));
    }

    /// <summary>Drops bindings that the engine no longer has.</summary>
    public void Reconcile(ImmutableSortedSet<string> engineNetworks, TimeSpan listedAt)
    {
        foreach (NetworkBinding binding in _bindings.Values.ToArray())
        {
            if (!engineNetworks.Contains(binding.EngineNetworkId)
                && _boundAt.GetValueOrDefault(binding.EngineNetworkId) < listedAt)
            {
                Forget(binding);
            }
        }
    }

    public bool IsBound(NetworkId network) => _bindings.Values.Any(binding => binding.Network == network);

    /// <summary>Gives back what only a network's creator holds for it.</summary>
    public void Vacate(NetworkRecord record)
    {
        _vnis.GiveBack(record.Vni);
        subnets.GiveBack(record.Subnet);
    }

    public string? NameTaken(string name)
    {
        if (name.Length == 0)
        {
            return "a network needs a name: give one";
        }

        return context.Table.OpenByName(name) is { } other
            ? $"network with name {name} already exists in the mesh (made on {context.Table.NameOf(other.Creator)})"
            : null;
    }

    private void BindMirror(long request, BindNetwork asked, string mirrored)
    {
        if (PoolService.TryParse(mirrored, out NetworkId id) && context.Table.Network(id) is { Closing: false } network)
        {
            context.Books.Open(id, network.Record.Subnet, network.Record.Gateway, context.Now);
            Keep(new NetworkBinding(asked.EngineNetworkId, id, Draft: null));
            context.Outbox.Reply(request, new NetworkBound(id));
        }
        else
        {
            context.Outbox.Refuse(request, $"the mesh no longer has the network {mirrored}: it was removed a moment ago");
        }
    }

    private void BindNew(long request, BindNetwork asked, ProvisionalPool pool)
    {
        if (asked.Gateway != pool.Gateway && pool.Subnet.Contains(asked.Gateway))
        {
            pools.MoveGateway(pool, asked.Gateway);
            pool = pool with { Gateway = asked.Gateway };
        }

        Draft(request, pool, asked.Internal, asked.Options, draft =>
        {
            Keep(new NetworkBinding(asked.EngineNetworkId, pool.Id, draft));
            context.Outbox.Reply(request, new NetworkBound(pool.Id));
        });
    }

    /// <summary>Completes a pool to a specification: it needs a VNI, which may have to be asked for.</summary>
    private void Draft(
        long request,
        ProvisionalPool pool,
        bool isInternal,
        ImmutableSortedDictionary<string, string> options,
        Action<NetworkRecord> done)
    {
        int mtu = 0;
        if (options.TryGetValue(MtuOption, out string? text)
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out mtu) || mtu is < 576 or > 65485))
        {
            context.Outbox.Refuse(request, $"-o {MtuOption}={text} is not an MTU: give a number of bytes from 576 to 65485");
            return;
        }

        context.Seeker.Acquire(SpaceId.Vni, null, 32, context.Now, refusal =>
        {
            if (refusal is not null)
            {
                context.Outbox.Refuse(request, $"this host has no free VXLAN network identifier: {refusal}");
                return;
            }

            if (pools.Find(pool.Id) is null)
            {
                // A repeat of the same call was faster: dockerd sends a call again when it misses the reply.
                context.Outbox.Reply(request, IsBound(pool.Id)
                    ? new NetworkBound(pool.Id)
                    : new Refused($"the pool {pool.Subnet} was released while the network was being created: try again"));
                return;
            }

            uint vni = _vnis.Take();
            NetworkRecord draft = new(
                "", 0, pool.Subnet, pool.Gateway, vni, mtu, isInternal, pool.FromPool,
                ImmutableSortedDictionary<string, string>.Empty, options);
            Occupy(draft);
            pools.Bind(pool);
            done(draft);
        });
    }

    private void Occupy(NetworkRecord record)
    {
        _vnis.Use(record.Vni);
        subnets.Load(record.Subnet);
    }

    /// <summary>
    /// At start: numbers that the last run gave back shortly before its end are used last, as far as the numbers still in use show them.
    /// </summary>
    private void GoOnBehind(NetworkRecord record)
    {
        Occupy(record);
        _vnis.GoOnBehind(record.Vni);
        if (record.FromPool)
        {
            subnets.GoOnBehind(record.Subnet);
        }
    }

    private void Publish(NetworkId id, NetworkRecord record) =>
        context.Journal.Put(RecordKey.Network(id), (record with { Lamport = context.NextLamport() }).Encode());

    private string? TryClose(NetworkView network)
    {
        if (!network.Endpoints.IsEmpty)
        {
            string[] endpoints = [.. network.Endpoints.Values.Take(5).Select(DescribeEndpoint)];
            string more = network.Endpoints.Count > endpoints.Length ? $" and {network.Endpoints.Count - endpoints.Length} more" : "";
            return $"network {network.Record.Name} has active endpoints: {string.Join(", ", endpoints)}{more}";
        }

        context.Journal.Put(RecordKey.NetworkClosing(network.Id), new NetworkClosing(Drained: false).Encode());
        return null;
    }

    private string DescribeEndpoint(EndpointView endpoint)
    {
        string name = endpoint.Record.Name.Length > 0 ? endpoint.Record.Name : Ipv4.ToText(endpoint.Record.Address);
        return $"{name} on {context.Table.NameOf(endpoint.Owner)}";
    }

    private void Changed()
    {
        Revision++;
        _bound = null;
    }

    private void Forget(NetworkBinding binding)
    {
        Changed();
        _bindings.Remove(binding.EngineNetworkId);
        _boundAt.Remove(binding.EngineNetworkId);
        context.Outbox.Write(Buckets.Binding, Key(binding.EngineNetworkId), null);
        if (binding.Draft is { } draft)
        {
            Vacate(draft);
            context.Books.Close(binding.Network);
        }
    }

    private void Keep(NetworkBinding binding)
    {
        Changed();
        _bindings[binding.EngineNetworkId] = binding;
        _boundAt[binding.EngineNetworkId] = context.Now;
        context.Outbox.Write(Buckets.Binding, Key(binding.EngineNetworkId), binding.Encode());
    }

    private static byte[] Key(string engineNetworkId) => System.Text.Encoding.UTF8.GetBytes(engineNetworkId);
}
