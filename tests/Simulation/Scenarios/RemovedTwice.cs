using Akka.Actor;
using MeshNet.Simulation.Checks;

namespace MeshNet.Simulation.Scenarios;

/// <summary>
/// Two operators remove the same dead host, each on a host of their own, at the same instant; and once more on two sides of a cut. Weave gives the
/// dead host's addresses to both then (weave#3190). Here an epoch decides, once.
/// </summary>
internal static class RemovedTwice
{
    private const string Network = "demo";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(40);

    public static void Play(int nodes, ulong seed, TextWriter output)
    {
        Stage stage = new(nodes, seed);
        stage.Gather();
        Host first = stage.Hosts[^1];
        Host second = stage.Hosts[^2];
        stage.CreateNetwork(first, Network, "10.77.0.0/26");
        stage.CreateNetwork(second, "other", "10.78.0.0/26");
        foreach (Host host in stage.Hosts)
        {
            stage.Run(host, Network, $"c{host.Index}");
            stage.Run(host, "other", $"o{host.Index}");
        }

        stage.ComeToRest(60);
        first.Die();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"connected: {Remove(stage, first, cut: false).TotalSeconds:F1} s until one heir has everything"));
        second.Die();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"on two sides of a cut: {Remove(stage, second, cut: true).TotalSeconds:F1} s, 10 s of them cut"));

        // All that is left of both subnets is given out once more.
        Host heir = stage.Hosts[0];
        for (int i = 0; i < 10; i++)
        {
            stage.Run(stage.Hosts[i % (nodes - 2)], Network, $"again{i}");
            stage.Run(stage.Hosts[i % (nodes - 2)], "other", $"anew{i}");
        }

        stage.ComeToRest(60);
        ulong number = Stage.Ask<EpochReport>(heir, GetEpoch.Instance).Number;
        output.WriteLine($"all are in epoch {number}, and nothing of the subnets is lost or twice");
    }

    private static TimeSpan Remove(Stage stage, Host target, bool cut)
    {
        Host[] members = [.. stage.World.Members];
        TimeSpan begin = stage.World.Now;
        if (cut)
        {
            stage.Part([members[0], members[1]]);
        }

        RemoveNodes removal = new([target.Id.ToString()], AssertOff: true);
        members[0].Parts!.Actors.Mesh.Tell(removal, ActorRefs.NoSender);
        members[^1].Parts!.Actors.Mesh.Tell(removal, ActorRefs.NoSender);
        if (cut)
        {
            for (int i = 0; i < 10; i++)
            {
                stage.Pass(1000);
                Disks.CheckOwners(stage.World);
            }

            stage.World.Underlay.HealCuts();
        }

        stage.Until(Bound, () => FindUnsettled(stage, target), stepMilliseconds: 100);
        Disks.CheckOwners(stage.World);
        return stage.World.Now - begin;
    }

    /// <summary>Every member tells of the same removal, in the same epoch, with the same heir.</summary>
    private static string? FindUnsettled(Stage stage, Host target)
    {
        (ulong, string)? decided = null;
        foreach (Host host in stage.World.Members)
        {
            RemovalReport[] removals = [.. Stage.Ask<EpochReport>(host, GetEpoch.Instance).Removals.Where(removal => removal.Node == target.Id)];
            if (removals is not [{ Settled: true } removal])
            {
                return $"{host.Name} tells of {removals.Length} removals of {target.Name}: {string.Join("; ", removals.SelectMany(one => one.WaitsFor))}";
            }

            decided ??= (removal.Epoch, removal.Heir);
            Stage.Require(decided == (removal.Epoch, removal.Heir), "R19", $"{host.Name} tells of another epoch or heir of {target.Name} than others");
        }

        return null;
    }
}
