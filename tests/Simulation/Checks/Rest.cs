using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.Driver;
using MeshNet.Actors.Gossip;
using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Ownership;
using MeshNet.Simulation.Edges;

namespace MeshNet.Simulation.Checks;

/// <summary>
/// What must be true once all is well again: every replica is the same, and is what engines, kernels and resolvers of all hosts show (I5);
/// nothing has leaked. Each look gives the first thing that is not so yet, or null.
/// </summary>
internal sealed class Rest(World world)
{
    private Host[] _sound = [];

    private Host First => _sound[0];

    public string? FindUnrest()
    {
        foreach (Host host in world.Members)
        {
            if (host.Parts is null || !host.Engine.IsUp)
            {
                return $"{host.Name} is not up: {host.StartRefusal ?? "it is starting"}";
            }

            if (host.IsLeaving)
            {
                return $"{host.Name} is still leaving";
            }
        }

        if (world.Members.FirstOrDefault(host => Status(host).Removed) is { } removed)
        {
            return $"{removed.Name} was removed, and its heir has not taken over";
        }

        _sound = [.. world.Members.Where(host => Status(host).Quarantine is null)];
        return _sound.Length == 0 ? "every host is in quarantine"
            : FindDifference() is { } difference ? difference
            : _sound.Length < world.Members.Count() ? null
            : FindUntruth() ?? _sound.Select(FindUnrestOn).FirstOrDefault(found => found is not null) ?? FindLoss();
    }

    /// <summary>Removed hosts whose estates are settled are taken away, to be installed anew some day.</summary>
    public void TakeAwayRemoved()
    {
        Host[] up = [.. world.Members.Where(host => host.Parts is not null)];
        Host[] removed = [.. up.Where(host => Status(host).Removed)];
        if (removed.Length == 0 || up.FirstOrDefault(host => !removed.Contains(host)) is not { } other)
        {
            return;
        }

        EpochReport report = other.Ask<EpochReport>(other.Parts!.Actors.Mesh, GetEpoch.Instance);
        foreach (Host host in removed.Where(host => report.Removals.Any(removal => removal.Node == host.Id && removal.Settled)))
        {
            host.Vanish();
        }
    }

    /// <summary>A host in quarantine has refused to go on, and what it holds of itself is what the others do not believe (R9).</summary>
    private string? FindDifference()
    {
        GossipStatus first = Status(First);
        string conflicts = Conflicts(View(First));
        foreach (Host host in _sound)
        {
            if (Status(host).RootHash != first.RootHash)
            {
                return $"the replicas of {host.Name} and {First.Name} differ";
            }

            if (Conflicts(View(host)) != conflicts)
            {
                return $"{host.Name} and {First.Name} take different sides in a conflict: {Conflicts(View(host))} and {conflicts}";
            }
        }

        return null;
    }

    private static string Conflicts(MeshView view) => string.Join(
        ' ', view.Networks.Values.Where(network => network.NameLoses).Select(network => network.Id.ToShortString()));

    /// <summary>The replica against what runs.</summary>
    private string? FindUntruth()
    {
        MeshView view = View(First);
        SortedSet<EndpointId> replicated = [];
        foreach (NetworkView network in view.Networks.Values)
        {
            if (network.Closing && network.Endpoints.IsEmpty)
            {
                return $"network {network.Record.Name} is still closing";
            }

            replicated.UnionWith(network.Endpoints.Keys);
        }

        foreach ((EndpointId endpoint, LiveContainer live) in world.Live.Containers)
        {
            if (!replicated.Remove(endpoint))
            {
                return $"{live.Container.Name} runs on {live.Host} and is in no replica";
            }
        }

        return replicated.Count > 0
            ? $"endpoint {replicated.Min} ({Describe(view, replicated.Min)}) is in all replicas and belongs to no container that runs"
            : null;
    }

    private string? FindUnrestOn(Host host) =>
        FindKernelDrift(host) ?? FindStaleOverlay(host) ?? FindDeafName(host) ?? FindMissingMirror(host) ?? FindLeak(host);

    private string? FindKernelDrift(Host host)
    {
        foreach ((NetworkId network, Overlay overlay) in host.Kernel.Overlays)
        {
            SortedDictionary<uint, RemoteEndpoint> wanted = [];
            foreach (LiveContainer live in world.Live.Containers.Values.Where(live => live.Network == network && live.Host != host.Name))
            {
                wanted[live.Link.Address] = new(live.Link.Endpoint, live.Link.Mac, VtepOf(live));
            }

            foreach ((uint address, RemoteEndpoint entry) in wanted)
            {
                if (overlay.Entries.GetValueOrDefault(address) != entry)
                {
                    return $"{host.Name} does not know {Ipv4.ToText(address)} of network {network.ToShortString()} as it is";
                }
            }

            if (overlay.Entries.Count > wanted.Count)
            {
                return $"{host.Name} has {overlay.Entries.Count - wanted.Count} stale entries on network {network.ToShortString()}";
            }
        }

        return null;
    }

    private string? FindStaleOverlay(Host host)
    {
        LiveContainer[] locals = [.. world.Live.Containers.Values.Where(live => live.Host == host.Name)];
        int veths = 0;
        foreach ((NetworkId network, Overlay overlay) in host.Kernel.Overlays)
        {
            veths += overlay.Veths.Count;
            if (!locals.Any(live => live.Network == network))
            {
                return $"{host.Name} has an overlay of network {network.ToShortString()} and no container on it";
            }
        }

        foreach (LiveContainer live in locals)
        {
            if (host.Kernel.Find(live.Link.Endpoint) is null)
            {
                return $"{live.Container.Name} on {host.Name} has no veth";
            }
        }

        return veths == locals.Length ? null : $"{host.Name} has {veths} veths for {locals.Length} containers";
    }

    /// <summary>Every container finds every other of its network by name, unless several have the name.</summary>
    private string? FindDeafName(Host host)
    {
        foreach (LiveContainer asker in world.Live.Containers.Values.Where(live => live.Host == host.Name))
        {
            if (!host.Names.Serves(asker.Container.SandboxPath))
            {
                continue;
            }

            foreach (IGrouping<string, LiveContainer> named in world.Live.Containers.Values
                .Where(live => live.Network == asker.Network)
                .GroupBy(live => live.Container.Name, StringComparer.Ordinal)
                .Where(named => named.Count() == 1))
            {
                if (host.Names.Resolve(asker.Container.SandboxPath, named.Key) != named.First().Link.Address)
                {
                    return $"{asker.Container.Name} on {host.Name} does not resolve {named.Key}";
                }
            }
        }

        return null;
    }

    private static string? FindMissingMirror(Host host)
    {
        MeshView view = View(host);
        foreach (NetworkView network in view.Networks.Values.Where(network => !network.NameLoses && !network.Closing))
        {
            // A network that is closing, or lost its name, and still has containers here keeps the name in this engine; and one that the
            // engine made twice stays twice while both have containers.
            EngineNetwork[] named = [.. host.Engine.Networks.Values.Where(engine => engine.Name == network.Record.Name)];
            bool isMirrored = named.Any(engine => view.Bindings.GetValueOrDefault(engine.Id) == network.Id);
            bool isInTheWay = named.Any(engine => !engine.Attachments.IsEmpty);
            bool isSurplus = named.Length > 1 && named.Any(engine => engine.Attachments.IsEmpty);
            if (isSurplus || (!isMirrored && !isInTheWay))
            {
                return $"network {network.Record.Name} is not once in the engine of {host.Name}";
            }
        }

        DockerStatus status = host.Ask<DockerStatus>(host.Parts!.DockerEvents, GetDockerStatus.Instance);
        foreach (EngineNetwork engine in host.Engine.Networks.Values)
        {
            bool isKnown = view.Bindings.TryGetValue(engine.Id, out NetworkId id) && view.Networks.ContainsKey(id);
            if (!isKnown && !status.Networks.Any(told => told.EngineNetworkId == engine.Id && told.Error.Length > 0))
            {
                return $"network {engine.Name} of the engine of {host.Name} is none of the mesh's, and nobody is told";
            }
        }

        return null;
    }

    private string? FindLeak(Host host)
    {
        foreach ((byte[] key, byte[] value) in host.Disk.Read(Buckets.Address))
        {
            (SpaceId space, uint address) = AddressRows.ReadKey(key);
            (AddressPhase phase, EndpointId endpoint) = AddressRows.ReadValue(value);
            bool isLeaked = phase switch
            {
                AddressPhase.Bound => !world.Live.Containers.ContainsKey(endpoint),
                _ => true,
            };
            if (isLeaked)
            {
                return $"{host.Name} keeps {Ipv4.ToText(address)} of {space} {phase} for nobody";
            }
        }

        return host.Disk.Read(Buckets.Pool).Any() ? $"{host.Name} keeps a pool for nobody"
            : host.Disk.Read(Buckets.Endpoint).Any() ? $"{host.Name} keeps an endpoint that was never joined"
            : null;
    }

    private string? FindLoss()
    {
        foreach (NetworkView network in View(First).Networks.Values)
        {
            if (Disks.FindLoss(world, SpaceId.Of(network.Id), network.Record.Subnet, $"network {network.Record.Name}") is { } lost)
            {
                return lost;
            }
        }

        return Disks.FindLoss(world, SpaceId.AutomaticPool, world.Options.Mesh.AutomaticPool, "the automatic pool")
            ?? Disks.FindLoss(world, SpaceId.Vni, VniSpace.Root, "the VNIs");
    }

    private static string Describe(MeshView view, EndpointId endpoint)
    {
        EndpointView found = view.Networks.Values.Select(network => network.Endpoints.GetValueOrDefault(endpoint)).First(one => one is not null)!;
        return $"{found.Record.Name} of {view.Nodes.GetValueOrDefault(found.Owner)?.Name}";
    }

    private System.Net.IPAddress VtepOf(LiveContainer live) => world.Hosts.First(host => host.Name == live.Host).Address.Address;

    private static MeshView View(Host host) => host.Ask<MeshView>(host.Parts!.Actors.Mesh, GetMeshView.Instance);

    private static GossipStatus Status(Host host) => host.Ask<GossipStatus>(host.Parts!.Actors.Mesh, GetGossipStatus.Instance);
}
