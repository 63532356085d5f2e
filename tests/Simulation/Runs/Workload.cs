using Akka.Actor;
using MeshNet.Actors.DockerEvents;
using MeshNet.Simulation.Checks;

namespace MeshNet.Simulation.Runs;

/// <summary>
/// What users do: containers start and stop, networks come and go, everywhere at once. Names and explicit subnets are few, so that they
/// meet; subnets are small, so that they fill up.
/// </summary>
internal sealed class Workload(World world, SplitMix64 random)
{
    private static readonly string[] Subnets = ["", "", "172.30.0.0/28", "172.30.1.0/29", "172.30.2.0/24"];

    private static readonly ImmutableSortedDictionary<string, string> NoOptions =
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);

    private readonly List<Task> _pending = [];

    /// <summary>Nothing that a user asked for is still under way.</summary>
    public bool IsQuiet
    {
        get
        {
            _pending.RemoveAll(task => task.IsCompleted);
            return _pending.Count == 0;
        }
    }

    public int Refused { get; private set; }

    public string LastRefusal { get; private set; } = "";

    /// <summary>One deed of some user on some host.</summary>
    public void Act()
    {
        Host host = world.Hosts[random.Next(world.Hosts.Count)];
        Engine engine = host.Engine;
        if (!engine.IsUp || host.IsLeaving || host.HasLeft)
        {
            return;
        }

        int dice = random.Next(100);
        if (dice < 52)
        {
            Run(engine);
        }
        else if (dice < 86)
        {
            Stop(engine);
        }
        else if (dice < 94)
        {
            CreateNetwork(engine, $"net{random.Next(4)}", Subnets[random.Next(Subnets.Length)]);
        }
        else
        {
            RemoveNetwork(engine);
        }
    }

    public Task CreateNetwork(Engine engine, string name, string subnet) =>
        Begin(engine.CreateNetworkAsync(new(name, Internal: false, subnet, "", NoOptions, NoOptions, NoOptions)));

    public Task<Container> Run(Engine engine, string network, string name, uint? address = null) =>
        Begin(engine.RunAsync(name, network, address, restartsAlways: false));

    /// <summary>What the status asks people to do: containers on networks that are closing, or that lost, are removed, and such networks too.</summary>
    public void ResolveConflicts(MeshView view)
    {
        NetworkView[] losers =
        [
            .. view.Networks.Values.Where(network => network.Closing || network.NameLoses || Overlapped(view, network)),
        ];
        foreach (LiveContainer live in world.Live.Containers.Values.Where(live => losers.Any(network => network.Id == live.Network)).ToArray())
        {
            Begin(world.Hosts.First(host => host.Name == live.Host).Engine.RemoveAsync(live.Container));
        }
    }

    private static bool Overlapped(MeshView view, NetworkView network) => view.Networks.Values.Any(
        other => other.Id != network.Id && other.Record.Subnet.Overlaps(network.Record.Subnet));

    /// <summary>Takes a host out of the mesh: its containers are removed, and it leaves as soon as it may.</summary>
    public void Leave(Host host) => Begin(LeaveAsync(host));

    /// <summary><c>meshnet node rm</c>: may be refused, and is not asked again then.</summary>
    public void Remove(Host by, Host target)
    {
        if (by.Parts is { } parts)
        {
            Begin(AskAsync(parts.Actors.Mesh, new RemoveNodes([target.Id.ToString()], AssertOff: false)));
        }
    }

    /// <summary>A host burns down, and operators remove it until it is removed, asserting that it is off.</summary>
    public void RemoveForGood(Host host)
    {
        host.Die();
        Begin(RemoveForGoodAsync(host));
    }

    private async Task RemoveForGoodAsync(Host target)
    {
        while (true)
        {
            Host by = world.Hosts[random.Next(world.Hosts.Count)];
            if (by.Parts is { } parts
                && await AskAsync(parts.Actors.Mesh, new RemoveNodes([target.Id.ToString()], AssertOff: true)) is NodesRemoved)
            {
                return;
            }

            await target.Plugin.PassAsync(TimeSpan.FromSeconds(1));
        }
    }

    private async Task LeaveAsync(Host host)
    {
        host.IsLeaving = true;
        while (!host.HasLeft && !IsRemoved(host))
        {
            foreach (Container container in host.Engine.Containers.Values.ToArray())
            {
                await Quietly(host.Engine.RemoveAsync(container));
            }

            if (host.Parts is { } parts && await AskAsync(parts.Actors.Mesh, LeaveMesh.Instance) is Acknowledged)
            {
                host.Vanish();
            }
            else
            {
                await host.Plugin.PassAsync(TimeSpan.FromSeconds(1));
            }
        }
    }

    /// <summary>Others have removed it while it was leaving.</summary>
    private static bool IsRemoved(Host host)
    {
        bool isRemoved = Disks.IsWithdrawn(host);
        host.IsLeaving &= !isRemoved;
        return isRemoved;
    }

    /// <summary>Null when the daemon died meanwhile.</summary>
    private async Task<object?> AskAsync(IActorRef mesh, IMeshRequest request)
    {
        TaskCompletionSource<object?> answered = new();
        world.Loop.Schedule(TimeSpan.FromSeconds(20), () => answered.TrySetResult(null));
        _ = world.Loop.Ask<object>(mesh, request, TimeSpan.FromSeconds(15)).ContinueWith(
            asked => answered.TrySetResult(asked.IsCompletedSuccessfully ? asked.Result : null),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return await answered.Task;
    }

    private static async Task Quietly(Task deed)
    {
        try
        {
            await deed;
        }
        catch (Exception refusal) when (refusal is EngineException or EngineGone)
        {
            // It is tried again until it is done.
        }
    }

    private void Run(Engine engine)
    {
        if (Pick(engine.Networks.Values.ToArray()) is not { } network)
        {
            return;
        }

        uint? address = null;
        if (random.Next(10) == 0 && Block.TryParse(network.Subnets[0], out Block subnet))
        {
            address = subnet.Start + (uint)random.Next((int)Math.Min(subnet.Size, 40));
        }

        Begin(engine.RunAsync($"c{random.Next(200)}", network.Name, address, restartsAlways: random.Next(4) == 0));
    }

    private void Stop(Engine engine)
    {
        if (Pick(engine.Containers.Values.Where(container => !container.IsLocked).ToArray()) is { } container)
        {
            Begin(engine.RemoveAsync(container));
        }
    }

    private void RemoveNetwork(Engine engine)
    {
        if (Pick(engine.Networks.Values.ToArray()) is { } network)
        {
            Begin(engine.RemoveNetworkAsync(network.Id));
        }
    }

    private T? Pick<T>(T[] items)
        where T : class => items.Length == 0 ? null : items[random.Next(items.Length)];

    private T Begin<T>(T deed)
        where T : Task
    {
        _pending.Add(WatchAsync(deed));
        return deed;
    }

    /// <summary>Docker may refuse anything, in words; nothing else may come of it.</summary>
    private async Task WatchAsync(Task deed)
    {
        try
        {
            await deed;
        }
        catch (EngineException refusal)
        {
            Refused++;
            LastRefusal = refusal.Message;
        }
        catch (EngineGone gone)
        {
            LastRefusal = gone.Message;
        }
        catch (Violation violation)
        {
            world.Report(violation);
        }
        catch (Exception unexpected)
        {
            world.Report(new("simulator", unexpected.ToString()));
        }
    }
}
