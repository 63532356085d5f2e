using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Ownership;

namespace MeshNet.Protocol.Networks;

/// <summary>The endpoints of this host: created with a reserved address, replicated from their Join on, and ended.</summary>
public sealed class EndpointService(MeshContext context, NetworkService networks, AddressService addresses)
{
    private readonly SortedDictionary<EndpointId, OwnEndpoint> _created = [];
    private readonly SortedDictionary<EndpointId, TimeSpan> _madeAt = [];

    /// <summary>The network of each endpoint that has had a record in our log: its key there, without a look through all of them.</summary>
    private readonly SortedDictionary<EndpointId, NetworkId> _networkOf = [];
    private ulong _allocations;

    public void Load(OwnEndpoint endpoint) => _created[endpoint.Id] = endpoint;

    /// <summary>An endpoint of our own log, at start.</summary>
    public void Load(RecordKey key) => _networkOf[key.EndpointId] = key.NetworkId;

    /// <summary>Endpoints of ours on a network, created or joined.</summary>
    public bool HasAny(NetworkId network) =>
        _created.Values.Any(endpoint => endpoint.Network == network)
        || context.Journal.Log.OfKind(RecordKind.Endpoint).Any(entry => entry.Key.NetworkId == network);

    public void Create(long request, BindAddress asked)
    {
        if (Find(asked.Endpoint) is { } known)
        {
            Confirm(request, known);
        }
        else if (networks.Find(asked.EngineNetworkId) is not { } binding || context.Books.Find(binding.Network) is not { } book)
        {
            context.Outbox.Refuse(request, "this network was removed from the mesh: remove it here too with 'docker network rm', then create it again");
        }
        else if (context.Table.Network(binding.Network) is { Closing: true } closing)
        {
            context.Outbox.Refuse(request, $"network {closing.Record.Name} is being removed: use another");
        }
        else if (book.State(asked.Address) is not { Phase: AddressPhase.Reserved }
            && context.Settings.Sabotage != Sabotage.CreateWithoutReservation)
        {
            context.Outbox.Refuse(request, $"the reservation of address {Ipv4.ToText(asked.Address)} on this host has expired: try again");
        }
        else if (asked.Mac is { } mac && MacTaken(binding.Network, mac) is { } other)
        {
            context.Outbox.Refuse(request, $"MAC address {mac} is in use by {other.Record.Name} on {context.Table.NameOf(other.Owner)}");
        }
        else
        {
            OwnEndpoint endpoint = Make(asked.Endpoint, binding.Network, book, asked.Address, asked.Mac);
            _created[endpoint.Id] = endpoint;
            context.Outbox.WriteForHost(Buckets.Endpoint, Key(endpoint.Id), endpoint.Encode());
            Confirm(request, endpoint);
        }
    }

    public void Join(long request, JoinEndpoint asked)
    {
        if (Find(asked.Endpoint) is not { } endpoint)
        {
            context.Outbox.Refuse(request, "meshnet does not know this endpoint, because it was created before meshnet's store was lost: try again");
        }
        else if (NameTaken(endpoint, asked.Name) is { } refusal)
        {
            context.Outbox.Refuse(request, refusal);
        }
        else
        {
            EndpointRecord record = endpoint.Record with { Name = asked.Name, ContainerId = asked.ContainerId };
            if (record.Aliases.IsEmpty && asked.ContainerId.Length > 0)
            {
                // What every container answers to. One that has no aliases of its own needs no second record when its start is described.
                record = record with { Aliases = [EndpointRecord.ShortId(asked.ContainerId)] };
            }

            Publish(endpoint with { Record = record });
            Confirm(request, endpoint);
        }
    }

    public void Describe(long request, DescribeEndpoint asked)
    {
        if (Find(asked.Endpoint) is { } endpoint)
        {
            EndpointRecord record = endpoint.Record;
            ulong lamport = asked.Name == record.Name ? record.Lamport : context.NextLamport();
            Publish(endpoint with
            {
                Record = record with
                {
                    Name = asked.Name,
                    Lamport = lamport,
                    ContainerId = asked.ContainerId,
                    Aliases = asked.Aliases,
                    Health = asked.Health,
                },
            });
        }

        context.Outbox.Reply(request, Acknowledged.Instance);
    }

    public void Delete(long request, DeleteEndpoint asked)
    {
        if (Find(asked.Endpoint) is { } endpoint)
        {
            End(endpoint);
        }

        context.Outbox.Reply(request, Acknowledged.Instance);
    }

    public void Attach(long request, AttachContainer asked)
    {
        if (Find(asked.Endpoint) is { } known)
        {
            Confirm(request, known);
            return;
        }

        if (context.Table.OpenByName(asked.NetworkName) is not { } network)
        {
            context.Outbox.Refuse(request, $"network {asked.NetworkName} not found: see 'meshnet network ls'");
            return;
        }

        if (OtherOfName(network, asked.Endpoint, asked.Name) is not null)
        {
            context.Outbox.Refuse(request, NameTakenText(asked.Name, network));
            return;
        }

        AddressBook book = context.Books.Open(network.Id, network.Record.Subnet, network.Record.Gateway, context.Now);
        addresses.Reserve(network.Id, book, asked.Address, (address, reason) =>
        {
            if (address is not { } granted)
            {
                context.Outbox.Refuse(request, reason);
                return;
            }

            OwnEndpoint endpoint = Make(asked.Endpoint, network.Id, book, granted, mac: null);
            endpoint = endpoint with
            {
                Record = endpoint.Record with { Name = asked.Name, ContainerId = asked.ContainerId, Aliases = asked.Aliases },
            };
            Publish(endpoint);
            Confirm(request, endpoint);
        });
    }

    /// <summary>Ends all endpoints of this host: it was removed from the mesh.</summary>
    public void EndAll()
    {
        foreach (OwnEndpoint endpoint in Joined().Concat(_created.Values).ToArray())
        {
            End(endpoint);
        }
    }

    /// <summary>Ends what the engine no longer has, and lets reservations lapse that nothing uses (R4).</summary>
    public void Reconcile(ReconcileEngine listing)
    {
        foreach (OwnEndpoint endpoint in Joined().Concat(_created.Values).ToArray())
        {
            if (!listing.Endpoints.Contains(endpoint.Id) && _madeAt.GetValueOrDefault(endpoint.Id) < listing.ListedAt)
            {
                End(endpoint);
            }
        }

        HashSet<uint> inUse = [.. listing.Addresses];
        foreach ((_, AddressBook book) in context.Books.All)
        {
            uint[] lapsed =
            [
                .. book.States
                    .Where(pair => pair.Value.Phase == AddressPhase.Reserved && pair.Value.Until <= listing.ListedAt && !inUse.Contains(pair.Key))
                    .Select(pair => pair.Key),
            ];
            foreach (uint address in lapsed)
            {
                book.Hold(address, context.Now);
            }
        }
    }

    private OwnEndpoint Make(EndpointId id, NetworkId network, AddressBook book, uint address, MacAddress? mac)
    {
        FreeSpace space = context.Ledger.Space(SpaceId.Of(network));
        ulong version = space.Covering(Block.Single(address)) is { } block ? space.Owned[block] : 0;
        MacAddress chosen = mac ?? MacAddress.LocallyAdministered(context.Random.NextUInt64());
        book.Bind(address, id);
        _madeAt[id] = context.Now;
        EndpointRecord record = new(
            "", context.NextLamport(), address, chosen, version, ++_allocations, "", [], EndpointHealth.None);
        return new(id, network, record);
    }

    private void Publish(OwnEndpoint endpoint)
    {
        if (_created.Remove(endpoint.Id))
        {
            context.Outbox.WriteForHost(Buckets.Endpoint, Key(endpoint.Id), null);
        }

        _networkOf[endpoint.Id] = endpoint.Network;
        context.Journal.Put(RecordKey.Endpoint(endpoint.Network, endpoint.Id), endpoint.Record.Encode());
    }

    private void End(OwnEndpoint endpoint)
    {
        if (_created.Remove(endpoint.Id))
        {
            context.Outbox.WriteForHost(Buckets.Endpoint, Key(endpoint.Id), null);
        }

        _madeAt.Remove(endpoint.Id);
        _networkOf.Remove(endpoint.Id);
        context.Journal.Delete(RecordKey.Endpoint(endpoint.Network, endpoint.Id));
        if (context.Books.Find(endpoint.Network) is { } book
            && book.State(endpoint.Record.Address) is { Phase: AddressPhase.Bound } state
            && state.Endpoint == endpoint.Id)
        {
            book.Hold(endpoint.Record.Address, context.Now);
        }
    }

    private OwnEndpoint? Find(EndpointId id) =>
        _created.GetValueOrDefault(id) ?? (_networkOf.TryGetValue(id, out NetworkId network) ? Joined(network, id) : null);

    private OwnEndpoint? Joined(NetworkId network, EndpointId id) =>
        context.Journal.Value(RecordKey.Endpoint(network, id)) is { } value ? new(id, network, EndpointRecord.Decode(value)) : null;

    private IEnumerable<OwnEndpoint> Joined() =>
        context.Journal.Log.OfKind(RecordKind.Endpoint)
            .Select(entry => new OwnEndpoint(entry.Key.EndpointId, entry.Key.NetworkId, EndpointRecord.Decode(entry.Value!)));

    private void Confirm(long request, OwnEndpoint endpoint) =>
        context.Outbox.Reply(request, new EndpointBound(endpoint.Network, endpoint.Id, endpoint.Record.Address, endpoint.Record.Mac));

    private string? NameTaken(OwnEndpoint endpoint, string name) =>
        name.Length > 0 && context.Table.Network(endpoint.Network) is { } network && OtherOfName(network, endpoint.Id, name) is not null
            ? NameTakenText(name, network)
            : null;

    private static EndpointView? OtherOfName(NetworkView network, EndpointId self, string name) =>
        network.Endpoints.Values.FirstOrDefault(other => other.Record.Name == name && other.Id != self);

    /// <summary>Docker's own wording, because people search for it.</summary>
    private static string NameTakenText(string name, NetworkView network) =>
        $"endpoint with name {name} already exists in network {network.Record.Name}";

    private EndpointView? MacTaken(NetworkId network, MacAddress mac) =>
        context.Table.Network(network)?.Endpoints.Values.FirstOrDefault(endpoint => endpoint.Record.Mac == mac);

    private static byte[] Key(EndpointId id)
    {
        WireWriter writer = new(16);
        writer.Endpoint(id);
        return writer.ToArray();
    }
}
