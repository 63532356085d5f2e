namespace MeshNet.Simulation.Edges;

/// <summary>Underlay addresses: host number n begins at 192.168.x.y.</summary>
internal static class Addresses
{
    public const int Port = 7947;

    private const int PerOctet = 250;

    public static IPEndPoint Of(int index) =>
        new(new IPAddress([192, 168, (byte)(index / PerOctet), (byte)((index % PerOctet) + 1)]), Port);
}
