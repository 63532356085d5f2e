using Akka.Actor;
using MeshNet.Simulation.Checks;

namespace MeshNet.Simulation.Scenarios;

/// <summary>
/// A host gives a block to another while only that one hears it, and dies. The rest remove it. Then the recipient comes back with its block, and then the dead
/// host itself, with containers and the network that it owned. Weave's heir has used the block twice by then (weave#3444).
/// </summary>
internal static class DeadPeerReturns
{
    private const string Network = "demo";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    public static void Play(int nodes, ulong seed, TextWriter output)
    {
        Stage stage = new(nodes, seed);
        stage.Gather();
        Host dead = stage.Hosts[^1];
        Host recipient = stage.Hosts[^2];
        Host[] rest = [.. stage.Hosts.Take(nodes - 2)];
        stage.CreateNetwork(dead, Network, "10.77.0.0/28");
        stage.Run(dead, Network, "old");
        stage.ComeToRest(60);

        stage.Part(rest);
        Container granted = stage.Run(recipient, Network, "granted");
        dead.Crash();
        stage.World.Underlay.HealCuts();
        stage.Part([recipient, dead]);
        output.WriteLine($"{dead.Name} granted a block with {Ipv4.ToText(granted.Address!.Value)} to {recipient.Name}, unheard by {rest.Length} others, and is dead");

        rest[0].Parts!.Actors.Mesh.Tell(new RemoveNodes([dead.Id.ToString()], AssertOff: false), ActorRefs.NoSender);
        Watch(stage, 10);
        Stage.Require(Removal(rest[0], dead) is { Settled: false }, "R20", "the heir did not wait for those who had not been heard");

        stage.World.Underlay.HealCuts();
        Watch(stage, 10);
        Stage.Require(Removal(rest[0], dead) is { Settled: false }, "R20", $"the heir did not wait for {dead.Name}'s withdrawal");
        Stage.Require(recipient.Kernel.Find(granted.Endpoint) is not null, "I2", $"{recipient.Name} lost its container");

        dead.Start();
        TimeSpan settled = stage.Until(Bound, () =>
        {
            Disks.CheckOwners(stage.World);
            return Removal(rest[0], dead) is { Settled: true } ? null : $"the removal waits for {string.Join("; ", Removal(rest[0], dead)?.WaitsFor ?? [])}";
        });
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Removal(rest[0], dead)!.Heir} inherits {settled.TotalSeconds:F1} s after {dead.Name} came back, and not what {recipient.Name} has"));
        stage.ComeToRest(60);
        for (int i = 0; i < 9; i++)
        {
            stage.Run(rest[i % rest.Length], Network, $"new{i}");
        }

        stage.ComeToRest(60);
        Stage.Require(granted.IsRunning, "I2", "the container on the granted block does not run any more");
    }

    private static void Watch(Stage stage, int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            stage.Pass(1000);
            Disks.CheckOwners(stage.World);
        }
    }

    private static RemovalReport? Removal(Host at, Host of) =>
        Stage.Ask<EpochReport>(at, GetEpoch.Instance).Removals.FirstOrDefault(removal => removal.Node == of.Id);
}
