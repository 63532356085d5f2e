namespace MeshNet.Simulation.Scenarios;

/// <summary>
/// As many endpoint records as Swarm's network database could not send at once (a table is cut off at 20 MB there): each host has its own on its
/// disk and nothing of the others, and all join.
/// </summary>
internal static class ManyEndpoints
{
    private const int EndpointsPerHost = 4331;
    private const int Networks = 50;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    public static void Play(int nodes, ulong seed, TextWriter output)
    {
        Cost cost = new();
        Stage stage = new(nodes, seed);
        Acquaintance.Describe(stage.World);
        int records = 0;
        foreach (Host host in stage.Hosts)
        {
            records += Fill(host, stage.World.Random.Child($"endpoints {host.Index}"));
            // An engine would tell that it has no such containers.
            host.Engine.Crash();
        }

        output.WriteLine($"{records} records are on the disks of their owners; {cost.Describe()}");
        Traffic traffic = new(stage.World);
        stage.GatherAtOnce();
        TimeSpan even = stage.Until(Bound, stage.FindStranger, stepMilliseconds: 50);
        int shown = Stage.View(stage.Hosts[^1]).Networks.Values.Sum(network => network.Endpoints.Count);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"all have all after {even.TotalSeconds:F2} s: {shown} endpoints in the view of each, {traffic.BytesPerNode / 1e6:F1} MB sent by each, "
            + $"largest message {stage.World.Underlay.LargestPacket / 1e3:F0} kB; {cost.Describe()}"));
        Stage.Require(shown == nodes * EndpointsPerHost, "many-endpoints", $"{stage.Hosts[^1].Name} shows {shown} endpoints");
    }

    private static int Fill(Host host, SplitMix64 random)
    {
        List<(RecordKey, byte[])> records = [];
        for (int i = 0; i < Networks && host.Index == 0; i++)
        {
            Block subnet = new(0x0B000000 + ((uint)i << 16), 16);
            NetworkRecord network = new(
                $"net{i}", 1, subnet, subnet.Start + 1, 5000 + (uint)i, 0, false, false,
                ImmutableSortedDictionary<string, string>.Empty, ImmutableSortedDictionary<string, string>.Empty);
            records.Add((RecordKey.Network(NetworkOf(i)), network.Encode()));
        }

        for (int i = 0; i < EndpointsPerHost; i++)
        {
            int network = i % Networks;
            uint address = 0x0B000002 + ((uint)network << 16) + (uint)(host.Index * 100) + (uint)(i / Networks);
            UInt128 id = random.NextUInt128();
            EndpointRecord record = new(
                $"service-{host.Index}-{i}", (ulong)i, address, MacAddress.LocallyAdministered(random.NextUInt64()), 1, (ulong)i,
                $"{id:x32}{random.NextUInt128():x32}", [$"alias-{host.Index}-{i}"], EndpointHealth.None);
            records.Add((RecordKey.Endpoint(NetworkOf(network), new EndpointId(id)), record.Encode()));
        }

        Acquaintance.Write(host, records);
        return records.Count;
    }

    private static NetworkId NetworkOf(int index) => new((UInt128)index + 1);
}
