namespace MeshNet.Simulation.Scenarios;

/// <summary>A history with a plot: it shows one thing, prints its figures, and ends in a violation when the thing is not so.</summary>
/// <param name="Least">With fewer hosts it has no plot.</param>
/// <param name="Nodes">As many hosts as it has unless <c>--nodes</c> says otherwise.</param>
internal sealed record Scenario(string Name, int Least, int Nodes, string Text, Action<int, ulong, TextWriter> Play)
{
    public static readonly Scenario[] All =
    [
        new("converge", 8, 200, "hosts that know each other: how fast an endpoint is known to all, and what they say to each other at rest", Converge.Play),
        new("many-endpoints", 2, 23, "4,331 endpoint records of each host, 99,600 in all at 23, meet for the first time", ManyEndpoints.Play),
        new("join-storm", 2, 100, "all hosts join at once through one contact", JoinStorm.Play),
        new("rmpeer-twice", 5, 7, "two hosts remove a third at once, connected and on two sides of a cut: one decision, one heir", RemovedTwice.Play),
        new("dead-peer-returns", 5, 5, "a removed host comes back, after a grant that only its recipient had heard of", DeadPeerReturns.Play),
        new("write-after-join", 3, 9, "a network that is made the moment its host has joined is on all hosts", WriteAfterJoin.Play),
        new("reuse-elsewhere", 4, 5, "an address that one host releases and another uses at once, over and over, in bad weather", ReuseElsewhere.Play),
        new("lost-attachment", 3, 5, "the push of an endpoint's record is lost: its entries come all the same", LostAttachment.Play),
        new("coalesced-update", 3, 5, "an endpoint that ends and begins anew is heard of as one change", CoalescedUpdate.Play),
        new("address-handed-on", 3, 5, "a host that is off loses its underlay address to another: nothing is sent there for it", AddressHandedOn.Play),
        new("interior-death", 7, 9, "nodes in the middle of the push trees die: changes reach the rest all the same", InteriorDeath.Play),
        new("killed-after-news", 3, 5, "a daemon that dies before it has written down what it heard: its next life takes nothing away", KilledAfterNews.Play),
        new("forged-tombstone", 3, 5, "a replica with another content at an equal version is repaired by the owner", ForgedTombstone.Play),
    ];

    /// <param name="nodes">Null for the scenario's own.</param>
    public static int Run(string name, int? nodes, ulong seed, TextWriter output)
    {
        if (name == "list")
        {
            foreach (Scenario known in All)
            {
                output.WriteLine($"{known.Name,-20} {known.Text}");
            }

            return 0;
        }

        if (All.FirstOrDefault(known => known.Name == name) is not { } scenario)
        {
            output.WriteLine($"there is no scenario '{name}': see --scenario list");
            return 2;
        }

        if (nodes < scenario.Least)
        {
            output.WriteLine($"{name} needs at least {scenario.Least} hosts: --nodes {nodes} is too few");
            return 2;
        }

        return scenario.Holds(nodes ?? scenario.Nodes, seed, output) ? 0 : 1;
    }

    public bool Holds(int nodes, ulong seed, TextWriter output)
    {
        // A deed that waits for an answer goes on where the answer comes, and not where a test runner would have it.
        SynchronizationContext? outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Name}: {nodes} hosts, seed {seed}, {Environment.ProcessorCount} cores"));
        try
        {
            Play(nodes, seed, output);
            output.WriteLine($"{Name} holds");
            return true;
        }
        catch (Violation violation)
        {
            output.WriteLine($"{Name} does not hold: {violation.Summary}");
            return false;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }
}
