using MeshNet.Simulation.Checks;
using MeshNet.Simulation.Faults;
using MeshNet.Simulation.Sabotages;
using MeshNet.Simulation.Scenarios;

namespace MeshNet.Simulation.Runs;

/// <summary>
/// One history: a cluster comes together, lives through faults while users use it and the checkers look on, is healed, and must come to
/// rest within a bound. Everything in it follows from the seed.
/// </summary>
internal sealed class SeedRun
{
    private static readonly TimeSpan TroubleTime = TimeSpan.FromSeconds(40);

    /// <summary>
    /// From the last fault to rest: what is longest is a reservation that lapses and is found at the next listing, and a mirror that
    /// is tried again after its longest pause of 30 s.
    /// </summary>
    private static readonly TimeSpan RestMax = TimeSpan.FromSeconds(90);

    private readonly Decisions _decisions = new();
    private readonly ulong _seed;
    private readonly Broken _broken;
    private readonly Action<string>? _trace;
    private readonly SplitMix64 _random;
    private readonly Menu _menu;
    private readonly World _world;

    public SeedRun(ulong seed, int nodes, Broken broken, Action<string>? trace = null)
    {
        (_seed, _broken, _trace) = (seed, broken, trace);
        _random = new SplitMix64(seed).Child("run");
        _menu = broken.Apply(Menu.Draw(_random));
        WorldOptions options = new();
        _world = new World(seed, nodes, broken, _menu.Has(Fault.PushTrees) ? options.WithPushTrees() : options, trace);
    }

    public Outcome Run() => OwnThread.Run(Play);

    private Outcome Play()
    {
        Violation? violation = null;
        try
        {
            if (_broken.Plot is { } plot)
            {
                plot(new Stage(_world), TextWriter.Null);
            }
            else
            {
                LiveThrough();
            }
        }
        catch (Violation found)
        {
            violation = found;
            _trace?.Invoke(Report.Of(_world));
        }

        return new Outcome(
            _seed, _menu, violation, _world.Now, _world.Loop.Hash, _world.Live.Started, _world.Underlay.Packets, _world.Underlay.InFlightMax);
    }

    private void LiveThrough()
    {
        ComeTogether(_menu.Has(Fault.LateJoins) ? (_world.Hosts.Count + 1) / 2 : _world.Hosts.Count);
        Workload workload = new(_world, _random.Child("workload"));
        Trouble trouble = new(_world, _menu, workload, _random.Child("trouble"));
        Live(workload, trouble);
        trouble.Heal();
        ComeToRest(workload);
        if (!_menu.Has(Fault.Rollbacks))
        {
            Host any = _world.Members.First();
            workload.ResolveConflicts(any.Ask<MeshView>(any.Parts!.Actors.Mesh, GetMeshView.Instance));
            ComeToRest(workload);
            Serve(workload);
        }
    }

    private void ComeTogether(int hosts)
    {
        _world.Hosts[0].Start();
        _world.Pass(TimeSpan.FromMilliseconds(200));
        foreach (Host host in _world.Hosts.Take(hosts).Skip(1))
        {
            host.Start();
            _world.Pass(TimeSpan.FromMilliseconds(_random.Next(300)));
        }
    }

    private void Live(Workload workload, Trouble trouble)
    {
        _world.Pass(TimeSpan.FromSeconds(1));
        workload.CreateNetwork(_world.Hosts[_random.Next(_world.Hosts.Count)].Engine, "net0", "172.30.2.0/24");
        _world.Pass(TimeSpan.FromSeconds(1));
        trouble.Begin();
        TimeSpan end = _world.Now + TroubleTime;
        TimeSpan nextLook = _world.Now;
        while (_world.Now < end)
        {
            workload.Act();
            trouble.Act();
            _world.Pass(TimeSpan.FromMilliseconds(20 + _random.Next(300)));
            if (_world.Now >= nextLook)
            {
                Look();
                nextLook = _world.Now + TimeSpan.FromSeconds(2);
            }
        }
    }

    private void Look()
    {
        Disks.CheckOwners(_world);
        Replicas.Check(_world);
        Disks.CheckNetworks(_world);
        _decisions.Check(_world);
    }

    private void ComeToRest(Workload workload)
    {
        Rest rest = new(_world);
        TimeSpan end = _world.Now + RestMax;
        _world.Pass(TimeSpan.FromSeconds(10));
        while (true)
        {
            Look();
            rest.TakeAwayRemoved();
            foreach (Host host in _world.Members)
            {
                host.JoinIfAlone();
            }

            string? unrest = workload.IsQuiet ? rest.FindUnrest() : "something that a user asked for is still under way";
            if (unrest is null)
            {
                return;
            }

            if (_world.Now > end)
            {
                throw new Violation("rest", unrest);
            }

            _world.Pass(TimeSpan.FromSeconds(2));
        }
    }

    /// <summary>After all that, every host still makes networks and runs containers on them.</summary>
    private void Serve(Workload workload)
    {
        Task made = workload.CreateNetwork(_world.Members.Last().Engine, "last", "");
        _world.Pass(TimeSpan.FromSeconds(12));
        Task<Container>[] started = [.. _world.Members.Select(host => workload.Run(host.Engine, "last", $"last{host.Index}"))];
        _world.Pass(TimeSpan.FromSeconds(25));
        foreach (Task deed in started.Append(made))
        {
            if (!deed.IsCompletedSuccessfully)
            {
                throw new Violation("service", $"at rest a deed failed: {deed.Exception?.InnerException?.Message ?? "it is not done yet"}");
            }
        }
    }
}
