using System.Net;

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
