namespace MeshNet.Lab.Tests.Chaos;

/// <summary>A network that containers come to and go from.</summary>
/// <param name="Subnet">"10.0.0.0/24".</param>
public sealed record ChaosNetwork(string Name, string Subnet)
{
    private IPNetwork Parsed => IPNetwork.Parse(Subnet);

    public bool Contains(string address) => Parsed.Contains(IPAddress.Parse(address));

    /// <summary>Some address in it that a container can have: behind the gateway, before the last.</summary>
    public string AnyAddress(Random random)
    {
        byte[] bytes = Parsed.BaseAddress.GetAddressBytes();
        bytes[3] += (byte)random.Next(2, (1 << (32 - Parsed.PrefixLength)) - 1);
        return new IPAddress(bytes).ToString();
    }
}

/// <summary>The hosts on either side of a cut.</summary>
public sealed record ChaosSides(IReadOnlyList<int> One, IReadOnlyList<int> Other)
{
    /// <summary>Every pair of hosts that the cut parts.</summary>
    public IEnumerable<(int One, int Other)> Pairs => One.SelectMany(one => Other.Select(other => (one, other)));

    public override string ToString() => $"{string.Join(' ', One)} | {string.Join(' ', Other)}";
}
