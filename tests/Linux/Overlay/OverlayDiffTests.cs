using MeshNet.Linux.Neighbours;
using MeshNet.Linux.Overlay;

namespace MeshNet.Linux.Tests.Overlay;

/// <summary>Tables of (what is, what shall be, edits), each written as text, one word for each of the three parts of a line.</summary>
public sealed class OverlayDiffTests
{
    private static readonly IPAddress Own = IPAddress.Parse("192.0.2.1");

    public static TheoryData<string, string[], string[], string[]> Cases => new()
    {
        { "nothing is wanted and nothing is there", [], [], [] },
        {
            "an endpoint is new: its neighbour comes before its FDB entry",
            [],
            ["10.0.0.2 02 .2"],
            ["replace neighbour 10.0.0.2 02", "replace fdb 02 dst .2"]
        },
        { "an endpoint is there already", ["10.0.0.2 02", "02 .2"], ["10.0.0.2 02 .2"], [] },
        { "an endpoint's neighbour is lost", ["02 .2"], ["10.0.0.2 02 .2"], ["replace neighbour 10.0.0.2 02"] },
        { "an endpoint's FDB entry is lost", ["10.0.0.2 02"], ["10.0.0.2 02 .2"], ["replace fdb 02 dst .2"] },
        {
            "an endpoint ended: its FDB entry goes before its neighbour",
            ["10.0.0.2 02", "02 .2"],
            [],
            ["delete fdb 02 dst .2", "delete neighbour 10.0.0.2"]
        },
        {
            "an address went to a new endpoint on another host: the new one is there before the old one goes",
            ["10.0.0.2 02", "02 .2"],
            ["10.0.0.2 03 .3"],
            ["replace neighbour 10.0.0.2 03", "replace fdb 03 dst .3", "delete fdb 02 dst .2"]
        },
        {
            "an endpoint's host has another address: the entry is overwritten and never missing",
            ["10.0.0.2 02", "02 .2"],
            ["10.0.0.2 02 .9"],
            ["replace fdb 02 dst .9"]
        },
        { "an entry was made to age", ["10.0.0.2 02", "02 .2 aging"], ["10.0.0.2 02 .2"], ["replace fdb 02 dst .2"] },
        { "a neighbour was made to age", ["10.0.0.2 02 aging", "02 .2"], ["10.0.0.2 02 .2"], ["replace neighbour 10.0.0.2 02"] },
        { "the kernel's own neighbours are its own", ["ff02::16 33 aging"], [], [] },
        {
            "an entry has a port of its own: it is removed first, as overwriting would keep it",
            ["10.0.0.2 02", "02 .2 special"],
            ["10.0.0.2 02 .2"],
            ["delete fdb 02", "replace fdb 02 dst .2"]
        },
        {
            "an endpoint has two addresses",
            [],
            ["10.0.0.2,fd00::2 02 .2"],
            ["replace neighbour 10.0.0.2 02", "replace neighbour fd00::2 02", "replace fdb 02 dst .2"]
        },
        { "a host joins the flooding", ["00 .2"], ["flood .2", "flood .3"], ["append fdb 00 dst .3"] },
        { "a host leaves the flooding", ["00 .2", "00 .3"], ["flood .3"], ["delete fdb 00 dst .2"] },
        {
            "a flooding entry has a port of its own: all are made anew, as one cannot be told from another",
            ["00 .2 special", "00 .3"],
            ["flood .2", "flood .3"],
            ["delete fdb 00", "append fdb 00 dst .2", "append fdb 00 dst .3"]
        },
        {
            "an address is a local container's: the kernel must not answer in its place",
            [],
            ["local 10.0.0.2 0a", "10.0.0.2 02 .2"],
            ["replace fdb 02 dst .2", "conflict: address 10.0.0.2"]
        },
        { "a remote endpoint has a local one's MAC", [], ["local 10.0.0.7 02", "10.0.0.2 02 .2"], ["conflict: remote endpoint 10.0.0.2"] },
        { "a remote endpoint is on this host", [], ["10.0.0.2 02 .1"], ["conflict: remote endpoint 10.0.0.2"] },
        {
            "two endpoints claim one address: the first is followed",
            [],
            ["10.0.0.2 02 .2", "10.0.0.2 03 .3"],
            ["replace neighbour 10.0.0.2 02", "replace fdb 02 dst .2", "replace fdb 03 dst .3", "conflict: address 10.0.0.2"]
        },
        {
            "two endpoints claim one MAC: the first is followed",
            [],
            ["10.0.0.2 02 .2", "10.0.0.3 02 .3"],
            ["replace neighbour 10.0.0.2 02", "replace fdb 02 dst .2", "conflict: remote endpoint 10.0.0.3"]
        },
        {
            "one endpoint is named twice",
            [],
            ["10.0.0.2 02 .2", "10.0.0.2 02 .2"],
            ["replace neighbour 10.0.0.2 02", "replace fdb 02 dst .2"]
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_edits_are_those_that_take_what_is_to_what_shall_be(string situation, string[] actual, string[] wanted, string[] edits)
    {
        OverlayEdits found = OverlayDiff.Full(ParseTables(actual), ParsePlan(wanted));
        Assert.True(edits.SequenceEqual(Render(found)), $"{situation}: {string.Join("; ", Render(found))}");
        Assert.Equal(edits.All(edit => edit.StartsWith("conflict", StringComparison.Ordinal)), found.IsEmpty);
    }

    [Fact]
    public void Applying_the_edits_to_random_tables_gives_the_plan_and_then_nothing_is_left_to_do()
    {
        Random random = new(7);
        for (int round = 0; round < 500; round++)
        {
            OverlayTables tables = RandomTables(random);
            OverlayPlan plan = ParsePlan(RandomWishes(random));
            OverlayTables after = FakeTables.Apply(tables, OverlayDiff.Full(tables, plan));
            OverlayEdits rest = OverlayDiff.Full(after, plan);
            Assert.True(rest.IsEmpty, $"round {round}: {string.Join("; ", Render(rest))}");
        }
    }

    [Fact]
    public void Changes_one_after_the_other_end_where_the_whole_plan_would()
    {
        Random random = new(11);
        OverlayPlan empty = ParsePlan([]);
        OverlayTables tables = new([], []);
        Dictionary<int, RemoteStation> present = [];
        for (int round = 0; round < 500; round++)
        {
            // Every endpoint has its own address and MAC; it comes, goes, or moves to another host.
            int key = random.Next(2, 30);
            RemoteStation? before = present.GetValueOrDefault(key);
            RemoteStation? after = random.Next(3) == 0 ? null : ParseRemote($"10.0.0.{key} {key:x2} .{random.Next(2, 9)}");
            OverlayEdits edits = OverlayDiff.Incremental(empty, after is null ? [] : [after], before is null ? [] : [before]);
            tables = FakeTables.Apply(tables, edits);
            present.Remove(key);
            if (after is not null)
            {
                present.Add(key, after);
            }

            OverlayEdits rest = OverlayDiff.Full(tables, empty with { Remotes = [.. present.Values] });
            Assert.True(rest.IsEmpty, $"round {round}: {string.Join("; ", Render(rest))}");
        }
    }

    [Fact]
    public void What_nobody_knows_stays_where_the_plan_says_so()
    {
        OverlayEdits edits = OverlayDiff.Full(
            ParseTables(["10.0.0.2 02", "02 .2", "00 .2"]), ParsePlan(["10.0.0.3 03 .3"]) with { KeepUnknownEntries = true });
        Assert.Equal(["replace neighbour 10.0.0.3 03", "replace fdb 03 dst .3"], Render(edits));
    }

    [Fact]
    public void An_address_that_goes_and_comes_in_one_change_is_overwritten_and_never_removed()
    {
        OverlayEdits edits = OverlayDiff.Incremental(ParsePlan([]), [ParseRemote("10.0.0.2 03 .3")], [ParseRemote("10.0.0.2 02 .2")]);
        Assert.Equal(["replace neighbour 10.0.0.2 03", "replace fdb 03 dst .3", "delete fdb 02 dst .2"], Render(edits));
    }

    private static string[] Render(OverlayEdits edits)
    {
        string[] lines =
        [
            .. edits.Purges.Select(edit => edit.ToString()),
            .. edits.Neighbours.Select(edit => edit.ToString()),
            .. edits.Fdb.Select(edit => edit.ToString()),
            .. edits.FdbRemovals.Select(edit => edit.ToString()),
            .. edits.NeighbourRemovals.Select(edit => edit.ToString()),
        ];
        return
        [
            .. lines.Select(line => line.Replace("00:00:00:00:00:", "").Replace("192.0.2.", ".")),
            .. edits.Conflicts.Select(conflict => "conflict: " + BeginningOf(conflict)),
        ];
    }

    /// <summary>As far as it names the address or endpoint.</summary>
    private static string BeginningOf(string conflict) =>
        string.Join(' ', conflict.Split(' ').Take(conflict.StartsWith("address", StringComparison.Ordinal) ? 2 : 3));

    private static MacAddress Mac(string lastByte) => MacAddress.Parse($"00:00:00:00:00:{lastByte}");

    private static IPAddress Vtep(string text) => IPAddress.Parse("192.0.2" + text);

    /// <summary>"10.0.0.2 02" is a neighbour, "02 .2" an FDB entry; "aging" and "special" say what is odd about it.</summary>
    private static OverlayTables ParseTables(string[] lines)
    {
        List<NeighbourEntry> neighbours = [];
        List<FdbEntry> fdb = [];
        foreach (string[] words in lines.Select(line => line.Split(' ')))
        {
            bool isPermanent = !words.Contains("aging");
            if (words[1].StartsWith('.'))
            {
                fdb.Add(new FdbEntry(Mac(words[0]), Vtep(words[1]), isPermanent, !words.Contains("special")));
            }
            else
            {
                neighbours.Add(new NeighbourEntry(IPAddress.Parse(words[0]), Mac(words[1]), isPermanent));
            }
        }
        return new OverlayTables(neighbours, fdb);
    }

    /// <summary>"10.0.0.2,fd00::2 02 .2" is a remote endpoint, "local 10.0.0.2 02" a local one, "flood .2" a flooded host.</summary>
    private static OverlayPlan ParsePlan(string[] lines)
    {
        OverlayPlan plan = new() { Vni = 7, LocalVtep = Own, Mtu = 1450 };
        foreach (string line in lines)
        {
            string[] words = line.Split(' ');
            plan = words[0] switch
            {
                "flood" => plan with { FloodVteps = plan.FloodVteps.Add(Vtep(words[1])) },
                "local" => plan with { Veths = plan.Veths.Add(ParseLocal(words)) },
                _ => plan with { Remotes = plan.Remotes.Add(ParseRemote(line)) },
            };
        }
        return plan;
    }

    private static EndpointVeth ParseLocal(string[] words) => new()
    {
        LinkName = "mn" + words[2],
        Mac = Mac(words[2]),
        Addresses = [SubnetAddress.Parse(words[1] + "/24")],
    };

    private static RemoteStation ParseRemote(string line)
    {
        string[] words = line.Split(' ');
        return new RemoteStation(Mac(words[1]), Vtep(words[2]), [.. words[0].Split(',').Select(IPAddress.Parse)]);
    }

    private static OverlayTables RandomTables(Random random)
    {
        string[] odd = ["", "", " aging", " special"];
        IEnumerable<string> neighbours = Enumerable.Range(2, 20).Where(_ => random.Next(2) == 0)
            .Select(number => $"10.0.0.{number} {random.Next(1, 20):x2}{odd[random.Next(3)]}");
        IEnumerable<string> fdb = Enumerable.Range(1, 20).Where(_ => random.Next(2) == 0)
            .Select(number => $"{number:x2} .{random.Next(2, 6)}{odd[random.Next(4)]}");
        IEnumerable<string> flood = Enumerable.Range(2, 5).Where(_ => random.Next(2) == 0).Select(number => $"00 .{number}{odd[random.Next(4)]}");
        return ParseTables([.. neighbours, .. fdb, .. flood]);
    }

    private static string[] RandomWishes(Random random)
    {
        IEnumerable<string> remote = Enumerable.Range(0, random.Next(20))
            .Select(_ => $"10.0.0.{random.Next(2, 20)} {random.Next(1, 20):x2} .{random.Next(1, 6)}");
        IEnumerable<string> flood = Enumerable.Range(2, 5).Where(_ => random.Next(2) == 0).Select(number => $"flood .{number}");
        return [$"local 10.0.0.{random.Next(2, 20)} {random.Next(1, 20):x2}", .. remote, .. flood];
    }
}
