using MeshNet.Actors.Driver;
using MeshNet.Actors.Gossip;
using MeshNet.Protocol.Membership;
using MeshNet.Simulation.Checks;
using MeshNet.Simulation.Edges;
using MeshNet.Simulation.Runs;
using MeshNet.Simulation.Sabotages;

namespace MeshNet.Simulation.Scenarios;

/// <summary>The hosts of a scenario, and the ways in which one is told: deeds with their answers, waits with their bounds.</summary>
internal sealed class Stage
{
    private static readonly TimeSpan DeedMax = TimeSpan.FromSeconds(60);

    private readonly Rest _rest;

    public Stage(int hosts, ulong seed)
        : this(new World(seed, hosts, Broken.None))
    {
    }

    public Stage(World world)
    {
        World = world;
        Workload = new Workload(World, World.Random.Child("workload"));
        _rest = new Rest(World);
    }

    public World World { get; }

    public Workload Workload { get; }

    public IReadOnlyList<Host> Hosts => World.Hosts;

    /// <summary>Only what a scenario promises may break it off.</summary>
    public static void Require(bool holds, string rule, string text)
    {
        if (!holds)
        {
            throw new Violation(rule, text);
        }
    }

    /// <summary>The hosts found a cluster and join it, one after the other.</summary>
    public void Gather()
    {
        foreach (Host host in Hosts)
        {
            host.Start();
            World.Pass(TimeSpan.FromMilliseconds(100));
        }

        Until(TimeSpan.FromSeconds(20), FindStranger);
    }

    /// <summary>All join in this instant, through the first.</summary>
    public void GatherAtOnce()
    {
        Hosts[0].Start();
        foreach (Host host in Hosts.Skip(1))
        {
            host.JoinsThrough = Hosts[0];
            host.Start();
        }
    }

    public void Pass(int milliseconds) => World.Pass(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Lets time pass in small steps until nothing is missing, and gives how much did.</summary>
    /// <param name="missing">What is missing yet, as a sentence, or null.</param>
    public TimeSpan Until(TimeSpan bound, Func<string?> missing, int stepMilliseconds = 10)
    {
        TimeSpan begin = World.Now;
        while (missing() is { } what)
        {
            if (World.Now - begin >= bound)
            {
                throw new Violation("bound", $"after {bound.TotalSeconds} s {what}");
            }

            Pass(stepMilliseconds);
        }

        return World.Now - begin;
    }

    /// <summary>All checks of the simulator at rest hold, within the time.</summary>
    public TimeSpan ComeToRest(int seconds)
    {
        TimeSpan begin = World.Now;
        Pass(1000);
        Until(
            TimeSpan.FromSeconds(seconds),
            () =>
            {
                Disks.CheckOwners(World);
                Replicas.Check(World);
                Disks.CheckNetworks(World);
                _rest.TakeAwayRemoved();
                return _rest.FindUnrest();
            },
            stepMilliseconds: 1000);
        return World.Now - begin;
    }

    public void CreateNetwork(Host host, string name, string subnet)
    {
        Await(Workload.CreateNetwork(host.Engine, name, subnet));
        Until(TimeSpan.FromSeconds(20), () => FindHostWithout(name));
    }

    /// <summary>The first host in whose engine a network is not, as a sentence.</summary>
    public string? FindHostWithout(string network) =>
        World.Members.FirstOrDefault(host => host.IsUp && host.Engine.Networks.Values.All(one => one.Name != network)) is { } host
            ? $"network {network} is not in the engine of {host.Name}"
            : null;

    public Container Run(Host host, string network, string name, uint? address = null) =>
        Await(host.Engine.RunAsync(name, network, address, restartsAlways: false));

    public void Remove(Host host, Container container) => Await(host.Engine.RemoveAsync(container));

    public T Await<T>(Task<T> deed)
    {
        Await((Task)deed);
        return deed.Result;
    }

    public void Await(Task deed)
    {
        World.Loop.RunFor(DeedMax, () => deed.IsCompleted);
        World.Check();
        Require(
            deed.IsCompletedSuccessfully,
            "service",
            $"a deed failed: {deed.Exception?.InnerException?.Message ?? $"it was not done within {DeedMax.TotalSeconds} s"}");
    }

    public static T Ask<T>(Host host, IMeshRequest request)
    {
        object answer = host.Ask<object>(host.Parts!.Actors.Mesh, request);
        return answer is T expected ? expected : throw new Violation("service", $"{host.Name} answers {request} with {answer}");
    }

    public static GossipStatus Status(Host host) => host.Ask<GossipStatus>(host.Parts!.Actors.Mesh, GetGossipStatus.Instance);

    public static MeshView View(Host host) => Ask<MeshView>(host, GetMeshView.Instance);

    /// <summary>Nobody of one side hears anybody of the other.</summary>
    public void Part(IReadOnlyCollection<Host> one)
    {
        foreach (Host inside in one)
        {
            foreach (Host outside in Hosts.Except(one))
            {
                World.Underlay.Cut(inside.Index, outside.Index);
                World.Underlay.Cut(outside.Index, inside.Index);
            }
        }
    }

    /// <summary>The first host that does not reach all others yet, or has not all that they have, as a sentence.</summary>
    public string? FindStranger()
    {
        if (World.Members.FirstOrDefault(host => host.Parts is null) is { } starting)
        {
            return $"{starting.Name} is starting";
        }

        int others = World.Members.Count() - 1;
        ulong? root = null;
        foreach (Host host in World.Members)
        {
            SwimStatus known = host.Ask<SwimStatus>(host.Parts!.Membership, GetMembershipStatus.Instance);
            GossipStatus status = Status(host);
            root ??= status.RootHash;
            if (known.Reachable < others || status.RootHash != root || !status.Synced)
            {
                return $"{host.Name} reaches {known.Reachable} of {others} others and has {status.Records} records of {status.Logs} hosts";
            }
        }

        return null;
    }

    /// <summary>What a kernel lacks to reach a container on another host, as a sentence.</summary>
    public static string? FindMissingEntry(Host at, NetworkId network, uint address, EndpointId endpoint, Host owner) =>
        at.Kernel.Overlays.TryGetValue(network, out Overlay? overlay)
        && overlay.Entries.TryGetValue(address, out RemoteEndpoint? entry)
        && entry.Endpoint == endpoint
        && entry.Vtep.Equals(owner.Address.Address)
            ? null
            : $"the kernel of {at.Name} does not send {Ipv4.ToText(address)} to {owner.Name}";

    /// <summary>A container's attachment by its label, without an engine that would tell of it.</summary>
    public static EndpointBound Attach(Host host, string network, UInt128 endpoint, uint? address = null) => Ask<EndpointBound>(
        host,
        new AttachContainer(
            network, new EndpointId(endpoint), $"labelled{(ulong)endpoint}", $"{endpoint:x32}{endpoint:x32}", [], address));
}
