using System.Text;
using MeshNet.Testing;

namespace MeshNet.Node.Tests.Plugin;

/// <summary>Bodies that dockerd would never send: noise, well-formed requests with damage, and random JSON of familiar words.</summary>
internal sealed class RequestFuzzer(Random random)
{
    private const int MaxDepth = 6;

    private static readonly string[] Words =
    [
        "NetworkID", "EndpointID", "SandboxKey", "Interface", "MacAddress", "Options", "IPv4Data", "Pool", "PoolID", "Address",
        "AddressSpace", "AuxAddresses", "com.docker.network.generic", "com.docker.network.portmap", "com.docker.network.internal",
        "com.docker.network.endpoint.macaddress", "com.docker.network.endpoint.exposedports", "Proto", "Port", "DiscoveryType", "",
    ];

    public byte[] Next(string valid) => random.Next(3) switch
    {
        0 => Fuzz.Noise(random, 64),
        1 => Damage(Encoding.UTF8.GetBytes(valid)),
        _ => Encoding.UTF8.GetBytes(Value(0)),
    };

    private byte[] Damage(byte[] valid)
    {
        List<byte> bytes = valid.ToList();
        for (int wounds = random.Next(1, 5); wounds > 0 && bytes.Count > 0; wounds--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 8), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Value(MaxDepth - 1)));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    private string Value(int depth) => random.Next(depth < MaxDepth ? 9 : 7) switch
    {
        0 => "null",
        1 => "true",
        2 => random.Next(-70_000, 70_000).ToString(System.Globalization.CultureInfo.InvariantCulture),
        3 => "1e999",
        4 => "\"\\ud800\"",
        5 => $"\"{Words[random.Next(Words.Length)]}\"",
        6 => "\"AgAAAAAB\"",
        7 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth + 1)))}]",
        _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(6)).Select(_ => Member(depth + 1)))}}}",
    };

    private string Member(int depth) =>
        $"\"{(random.Next(20) == 0 ? "\\udc00" : Words[random.Next(Words.Length)])}\":{Value(depth)}";
}
