namespace MeshNet.Protocol.Names;

/// <summary>What a sandbox can ask by name: the containers of its networks. Immutable, for any thread.</summary>
public sealed class NameTable
{
    public static readonly NameTable Empty = new([]);

    private readonly ImmutableArray<NetworkNames> _networks;

    /// <summary>The networks are searched in the order of their names, whatever order the sandbox joined them in.</summary>
    public NameTable(IEnumerable<NetworkNames> networks) =>
        _networks = [.. networks.OrderBy(network => network.Name, StringComparer.Ordinal).ThenBy(network => network.Id)];

    /// <summary>
    /// Whether names of the outside may be asked on the sandbox's behalf: a sandbox with nothing but internal networks could
    /// otherwise talk to the outside through its questions (CVE-2024-29018).
    /// </summary>
    public bool AllowsOutside => _networks.Any(network => !network.Internal);

    /// <summary>Networks that the view does not hold (yet, or any more) are left out.</summary>
    public static NameTable Build(MeshView view, IEnumerable<NetworkId> networks) =>
        new(networks.Distinct()
            .Select(network => view.Networks.GetValueOrDefault(network))
            .OfType<NetworkView>()
            .Select(network => new NetworkNames(network)));

    public NameAnswer Find(in DnsQuestion question)
    {
        if (question.Class is not (DnsClass.Internet or DnsClass.Any))
        {
            return NameAnswer.Unknown;
        }

        if (ReverseName.TryParse(question.Name, out uint address))
        {
            return FindHolder(address, question.Type);
        }

        ImmutableArray<uint> addresses = FindAddresses(question.Name);
        if (addresses.IsEmpty)
        {
            return NameAnswer.Unknown;
        }

        // Never passed on: the name is ours, and somebody else's AAAA would lead past the overlay.
        return question.Type is DnsType.A or DnsType.Any ? NameAnswer.Of(addresses) : NameAnswer.NoData;
    }

    private NameAnswer FindHolder(uint address, DnsType type)
    {
        bool ours = false;
        foreach (NetworkNames network in _networks)
        {
            ours |= network.Holds(address);
            if (!network.TryFindHolder(address, out string name))
            {
                continue;
            }

            // The engine may know more of a container that has not told us its name yet.
            if (name.Length == 0)
            {
                return NameAnswer.Unknown;
            }

            return type is DnsType.Ptr or DnsType.Any ? NameAnswer.PointingTo($"{name}.{network.Name}") : NameAnswer.NoData;
        }

        return ours ? NameAnswer.NoSuchName : NameAnswer.Unknown;
    }

    /// <summary>The whole name in every network, then <c>name.network</c> split at each dot from the right (both may hold dots).</summary>
    private ImmutableArray<uint> FindAddresses(string name)
    {
        foreach (NetworkNames network in _networks)
        {
            if (network.Find(name) is { IsEmpty: false } addresses)
            {
                return addresses;
            }
        }

        for (int dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.', dot - 1))
        {
            string networkName = name[(dot + 1)..];
            foreach (NetworkNames network in _networks.Where(network => network.Name == networkName))
            {
                if (network.Find(name[..dot]) is { IsEmpty: false } addresses)
                {
                    return addresses;
                }
            }
        }

        return [];
    }
}
