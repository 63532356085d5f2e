namespace MeshNet.Simulation.Scenarios;

/// <summary>What the hosts have said to each other since a moment, with 28 bytes of IP and UDP header for each packet.</summary>
internal sealed class Traffic(World world)
{
    private const int HeaderBytes = 28;

    private readonly long _packets = world.Underlay.Packets;
    private readonly long _bytes = world.Underlay.Bytes;
    private readonly TimeSpan _begin = world.Now;

    public double Bytes => world.Underlay.Bytes - _bytes + (HeaderBytes * (world.Underlay.Packets - _packets));

    public double BytesPerNode => Bytes / world.Hosts.Count;

    public double BytesPerNodeAndSecond => BytesPerNode / (world.Now - _begin).TotalSeconds;

    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{BytesPerNodeAndSecond / 1000:F2} kB and {(world.Underlay.Packets - _packets) / (double)world.Hosts.Count / (world.Now - _begin).TotalSeconds:F1} packets a second of each host");
}
