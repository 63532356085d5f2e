using Akka.Actor;

namespace MeshNet.Simulation.Scenarios;

/// <summary>
/// One node after the other dies, and before anybody has noticed, all others write a record: what the dead one was to pass on comes over the second
/// tree (R23). Anti-entropy, which would bring all of it a second later, is not waited for.
/// </summary>
internal static class InteriorDeath
{
    private const string Network = "demo";
    private const int Rounds = 8;

    /// <summary>A few hops of a millisecond each.</summary>
    private const int PushMilliseconds = 60;

    /// <summary>
    /// Of nine hosts in trees of fan-out two, one is below a given other in every seventh tree. Both trees of a message have it so
    /// once in fifty.
    /// </summary>
    private const double MissedMax = 0.07;

    public static void Play(int nodes, ulong seed, TextWriter output) =>
        Play(new Stage(new World(seed, nodes, Sabotages.Broken.None, new WorldOptions().WithPushTrees())), output);

    public static void Play(Stage stage, TextWriter output)
    {
        stage.Gather();
        stage.CreateNetwork(stage.Hosts[0], Network, "10.77.0.0/24");
        Container[] containers = [.. stage.Hosts.Select(host => stage.Run(host, Network, $"c{host.Index}"))];
        stage.ComeToRest(60);
        int pushes = 0;
        int missed = 0;
        for (int round = 0; round < Rounds; round++)
        {
            Host dead = stage.Hosts[1 + (round % (stage.Hosts.Count - 1))];
            Host[] alive = [.. stage.Hosts.Where(host => host != dead)];
            dead.Crash();
            foreach (Host host in alive)
            {
                Write(host, containers[host.Index], round);
            }

            stage.Pass(PushMilliseconds);
            pushes += alive.Length * (alive.Length - 1);
            missed += alive.Sum(host => alive.Length - Heard(host, round));
            dead.Start();
            stage.Until(TimeSpan.FromSeconds(20), stage.FindStranger, stepMilliseconds: 100);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{pushes} times a host was to hear of a change while a node of the trees was dead: {missed} times it had to wait for anti-entropy"));
        Stage.Require(
            missed <= pushes * MissedMax, "R23", $"of {pushes} times that a host was to hear of a change past a dead node it did not {missed} times");
    }

    private static void Write(Host host, Container container, int round) => host.Parts!.Actors.Mesh.Tell(
        new DescribeEndpoint(container.Endpoint, container.Name, container.Id, [$"round{round}"], EndpointHealth.None), ActorRefs.NoSender);

    /// <summary>How many endpoints a host knows as they are since this round.</summary>
    private static int Heard(Host host, int round) => Stage.View(host).Networks.Values
        .SelectMany(network => network.Endpoints.Values)
        .Count(endpoint => endpoint.Record.Aliases.Contains($"round{round}"));
}
