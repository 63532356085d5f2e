using System.Net;

namespace MeshNet.Simulation.Edges;

/// <summary>Underlay addresses: host number n and 192.168.x.y tell each other.</summary>
internal static class Addresses
{
    public const int Port = 7947;

    private const int PerOctet = 250;

    public static IPEndPoint Of(int index) =>
        new(new IPAddress([192, 168, (byte)(index / PerOctet), (byte)((index % PerOctet) + 1)]), Port);

    public static int IndexOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out int written) && written == 4 && bytes[0] == 192
            ? (bytes[2] * PerOctet) + bytes[3] - 1
            : -1;
    }
}
