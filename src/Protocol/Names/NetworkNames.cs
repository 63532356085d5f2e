namespace MeshNet.Protocol.Names;

/// <summary>
/// The names of one network's containers: a container answers to its name, its aliases and the first twelve digits of its id, as
/// Docker's own resolver has it. A pure function of the replica (R10); the index is made at the first look-up, since most views
/// are replaced before anybody asks.
/// </summary>
public sealed class NetworkNames
{
    private const int ShortIdDigits = 12;

    private readonly NetworkView _view;
    private readonly Lazy<Index> _index;

    public NetworkNames(NetworkView view)
    {
        _view = view;
        _index = new(() => new Index(view));
    }

    public NetworkId Id => _view.Id;

    /// <summary>In lower case.</summary>
    public string Name => _view.Record.Name.ToLowerInvariant();

    public bool Internal => _view.Record.Internal;

    public bool Holds(uint address) => _view.Record.Subnet.Contains(address);

    /// <summary>The addresses of all that answer to the name; empty where nobody does.</summary>
    /// <param name="name">In lower case.</param>
    public ImmutableArray<uint> Find(string name) => _index.Value.Names.GetValueOrDefault(name, []);

    /// <summary>False: nobody holds the address.</summary>
    /// <param name="name">The holder's name within the network, empty while none is known.</param>
    public bool TryFindHolder(uint address, out string name) => _index.Value.Holders.TryGetValue(address, out name!);

    private sealed class Index
    {
        public Index(NetworkView view)
        {
            SortedDictionary<string, List<EndpointView>> answering = new(StringComparer.Ordinal);
            foreach (EndpointView endpoint in Holding(view))
            {
                string[] names = [.. NamesOf(endpoint).Select(name => name.ToLowerInvariant()).Distinct(StringComparer.Ordinal)];
                foreach (string name in names)
                {
                    if (!answering.TryGetValue(name, out List<EndpointView>? endpoints))
                    {
                        answering.Add(name, endpoints = []);
                    }

                    endpoints.Add(endpoint);
                }

                // A pointer's name ends with the network's.
                Holders.Add(endpoint.Record.Address, names.FirstOrDefault(name => DnsName.IsValid($"{name}.{view.Record.Name}"), ""));
            }

            foreach ((string name, List<EndpointView> endpoints) in answering)
            {
                Names.Add(name, Usable(endpoints));
            }
        }

        public Dictionary<string, ImmutableArray<uint>> Names { get; } = new(StringComparer.Ordinal);

        public Dictionary<uint, string> Holders { get; } = [];

        /// <summary>The endpoints in the order of their ids; of two that claim one address, the one that holds it (R10).</summary>
        private static IEnumerable<EndpointView> Holding(NetworkView view)
        {
            Dictionary<uint, EndpointView> holders = [];
            foreach (EndpointView endpoint in view.Endpoints.Values)
            {
                if (!holders.TryGetValue(endpoint.Record.Address, out EndpointView? other) || Outranks(endpoint.Record, other.Record))
                {
                    holders[endpoint.Record.Address] = endpoint;
                }
            }

            return view.Endpoints.Values.Where(endpoint => ReferenceEquals(holders[endpoint.Record.Address], endpoint));
        }

        private static bool Outranks(EndpointRecord claim, EndpointRecord other) =>
            (claim.BlockVersion, claim.Allocation).CompareTo((other.BlockVersion, other.Allocation)) > 0;

        /// <summary>The one that a pointer shows first.</summary>
        private static IEnumerable<string> NamesOf(EndpointView endpoint)
        {
            EndpointRecord record = endpoint.Record;
            IEnumerable<string> names = endpoint.NameLoses ? [] : [record.Name];
            string shortId = record.ContainerId.Length >= ShortIdDigits ? record.ContainerId[..ShortIdDigits] : "";
            return names.Concat(record.Aliases).Append(shortId).Where(name => name.Length > 0);
        }

        /// <summary>
        /// A lone container is answered for in any health, since the asker can do no better; among several the sick and the
        /// starting are left out while another is well (libnetwork#2137).
        /// </summary>
        private static ImmutableArray<uint> Usable(List<EndpointView> endpoints)
        {
            ImmutableArray<uint> well = Addresses(endpoints.Where(endpoint =>
                endpoint.Record.Health is not (EndpointHealth.Unhealthy or EndpointHealth.Starting)));
            return well.IsEmpty ? Addresses(endpoints) : well;
        }

        private static ImmutableArray<uint> Addresses(IEnumerable<EndpointView> endpoints) =>
            [.. endpoints.Select(endpoint => endpoint.Record.Address)];
    }
}
