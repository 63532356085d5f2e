namespace MeshNet.Actors.Driver;

/// <summary>
/// Keeps this host's kernel as the replica wants it, with one <see cref="NetworkActor"/> for each network that has a local endpoint or
/// anything left in the kernel. It does nothing before the first view: an empty replica is no reason to take a running container's
/// network away.
/// </summary>
public sealed class DriverActor : ReceiveActor, IWithTimers, IBlocks
{
    private const string ReconcileTimer = "reconcile";
    private const string ExpireTimer = "expire";

    private readonly IOverlayKernel _kernel;
    private readonly ISandboxLocator _sandboxes;
    private readonly DriverSettings _settings;
    private readonly IActorRef _mesh;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly SortedDictionary<NetworkId, DriverChild> _children = [];
    private readonly WaitingRequests _waiting;
    private MeshView? _view;
    private MeshView? _applied;
    private bool _viewIsNew;
    private IDisposable? _watch;
    private DriverCounters _former = new();
    private ImmutableSortedSet<NetworkId> _published = [];
    private long _births;

    /// <param name="mesh">Answers <see cref="GetMeshView"/>.</param>
    public DriverActor(IOverlayKernel kernel, ISandboxLocator sandboxes, DriverSettings settings, IActorRef mesh)
    {
        _mesh = mesh;
        _kernel = kernel;
        _sandboxes = sandboxes;
        _settings = settings;
        _waiting = new(settings.NetworkPatience);

        Receive<MeshView>(OnView);
        Receive<ApplyView>(_ => Apply());
        Receive<PrepareLink>(request => Route(request.Network, request));
        Receive<AttachLink>(request => Route(request.Network, request));
        Receive<RemoveLink>(Remove);
        Receive<ObjectsDeleted>(deleted => _children.GetValueOrDefault(deleted.Network)?.Actor.Tell(deleted));
        Receive<NetworkSnapshot>(OnSnapshot);
        Receive<NetworkIdle>(OnIdle);
        Receive<Terminated>(OnTerminated);
        Receive<Reconcile>(_ => OnReconcile());
        Receive<Expire>(_ => OnExpire());
        Receive<GetDriverStatus>(_ => Sender.Tell(Status()));
    }

    public static Props Props(IOverlayKernel kernel, ISandboxLocator sandboxes, DriverSettings settings, IActorRef mesh) =>
        Made.By(() => new DriverActor(kernel, sandboxes, settings, mesh));

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe<MeshView>(Self);
        IActorRef self = Self;
        _watch = _kernel.Watch(network => self.Tell(new ObjectsDeleted(network)));
        Timers.StartPeriodicTimer(ReconcileTimer, Reconcile.Instance, _settings.ReconcileInterval);
        // After a restart by its supervisor it must not wait for the next change.
        _mesh.Tell(GetMeshView.Instance);
    }

    protected override void PostStop()
    {
        _watch?.Dispose();
        Context.System.EventStream.Unsubscribe(Self);
    }

    /// <summary>A child that fails has hit a bug, so its memory cannot be trusted. The kernel and the view can.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    /// <summary>In a large mesh views come faster than all their networks can be looked through: only the newest of a burst is.</summary>
    private void OnView(MeshView view)
    {
        _view = view;
        if (!_viewIsNew)
        {
            _viewIsNew = true;
            Self.Tell(ApplyView.Instance);
        }
    }

    private void Apply()
    {
        MeshView view = _view!;
        MeshView? last = _applied;
        _viewIsNew = false;
        _applied = view;
        foreach (NetworkView network in view.Networks.Values)
        {
            if (!_children.ContainsKey(network.Id)
                && !ReferenceEquals(last?.Networks.GetValueOrDefault(network.Id), network)
                && HasLocals(network))
            {
                Adopt(network.Id);
            }
        }

        if (last is null)
        {
            AdoptLeftOvers();
        }

        foreach ((NetworkId network, DriverChild child) in _children)
        {
            child.Show(network, view);
        }

        foreach ((NetworkId network, object request, IActorRef asker) in _waiting.Take(view.Networks.ContainsKey))
        {
            Forward(network, request, asker);
        }

        Publish();
    }

    private void Route(NetworkId network, object request)
    {
        if (_children.ContainsKey(network) || _view?.Networks.ContainsKey(network) == true)
        {
            Forward(network, request, Sender);
            return;
        }

        _waiting.Add(network, request, Sender, Now);
        if (!Timers.IsTimerActive(ExpireTimer))
        {
            Timers.StartSingleTimer(ExpireTimer, Expire.Instance, _settings.NetworkPatience);
        }
    }

    private void Forward(NetworkId network, object request, IActorRef asker)
    {
        if (Adopt(network) is { } refusal)
        {
            asker.Tell(new Refused(refusal));
            return;
        }

        DriverChild child = _children[network];
        child.Show(network, _view!);
        child.Requests++;
        child.Actor.Tell(request, asker);
        Publish();
    }

    private void Remove(RemoveLink request)
    {
        if (_children.TryGetValue(request.Network, out DriverChild? child))
        {
            child.Requests++;
            child.Actor.Forward(request);
        }
        else
        {
            Sender.Tell(Acknowledged.Instance);
        }
    }

    /// <summary>Gives the network an actor unless it has one. Two networks with one VNI cannot share a host's kernel (R13).</summary>
    /// <returns>Null, or why it gets none.</returns>
    private string? Adopt(NetworkId network)
    {
        if (_children.ContainsKey(network))
        {
            return null;
        }

        NetworkRecord? record = _view!.Networks.GetValueOrDefault(network)?.Record;
        NetworkView? rival = record is null ? null : _children.Keys
            .Select(other => _view.Networks.GetValueOrDefault(other))
            .FirstOrDefault(other => other is not null && other.Record.Vni == record.Vni);
        if (rival is not null)
        {
            string refusal = $"network {record!.Name} has the same VNI, {record.Vni}, as network {rival.Record.Name}, which this host uses: "
                + $"to use it here, first remove the last container of {rival.Record.Name} on this host";
            _log.Warning("{0}", refusal);
            return refusal;
        }

        MeshView view = _view;
        Props props = Made.By(() => new NetworkActor(network, view, _kernel, _sandboxes, _settings));
        IActorRef actor = Context.ActorOf(props, $"network-{network.ToShortString()}-{++_births}");
        Context.Watch(actor);
        _children.Add(network, new DriverChild(actor, view));
        return null;
    }

    private bool HasLocals(NetworkView? network) =>
        network is not null && network.Endpoints.Values.Any(endpoint => endpoint.Owner == _view!.Self);

    private void AdoptLeftOvers()
    {
        try
        {
            foreach (NetworkId network in _kernel.List())
            {
                Adopt(network);
            }
        }
        catch (IOException exception)
        {
            _log.Error(exception, "the overlays of this host cannot be listed; trying again at the next reconcile");
        }
    }

    private void OnSnapshot(NetworkSnapshot snapshot)
    {
        if (_children.TryGetValue(snapshot.Network, out DriverChild? child) && child.Actor.Equals(Sender))
        {
            child.Snapshot = snapshot;
        }
    }

    private void OnIdle(NetworkIdle idle)
    {
        if (_children.TryGetValue(idle.Network, out DriverChild? child)
            && child.Actor.Equals(Sender)
            && child.Requests == idle.Requests
            && !HasLocals(_view?.Networks.GetValueOrDefault(idle.Network)))
        {
            Context.Unwatch(child.Actor);
            Context.Stop(child.Actor);
            Dismiss(idle.Network, child);
        }
    }

    private void OnTerminated(Terminated terminated)
    {
        foreach ((NetworkId network, DriverChild child) in _children.Where(pair => pair.Value.Actor.Equals(terminated.ActorRef)).ToList())
        {
            _log.Error("network {0}: its actor failed and is restarted at the next reconcile", network.ToShortString());
            Dismiss(network, child);
        }
    }

    private void Dismiss(NetworkId network, DriverChild child)
    {
        _former += child.Snapshot?.Counters ?? new();
        _children.Remove(network);
        Publish();
    }

    private void OnReconcile()
    {
        if (_view is not { } view)
        {
            return;
        }

        foreach (NetworkView network in view.Networks.Values)
        {
            if (HasLocals(network))
            {
                Adopt(network.Id);
            }
        }

        AdoptLeftOvers();
        foreach (DriverChild child in _children.Values)
        {
            child.Actor.Tell(new NetworkLook(IsPeriodic: true));
        }

        Publish();
    }

    private void OnExpire()
    {
        if (_waiting.Expire(Now) is { } delay)
        {
            Timers.StartSingleTimer(ExpireTimer, Expire.Instance, delay);
        }
    }

    private void Publish()
    {
        if (!_published.SequenceEqual(_children.Keys))
        {
            _published = [.. _children.Keys];
            Context.System.EventStream.Publish(new DataPathNetworks(_published));
        }
    }

    private DriverStatus Status()
    {
        NetworkSnapshot[] snapshots = [.. _children.Values.Select(child => child.Snapshot).OfType<NetworkSnapshot>()];
        return new(
            [.. snapshots.Select(snapshot => NetworkStatusBuilder.Build(snapshot, _view))],
            snapshots.Aggregate(_former, (sum, snapshot) => sum + snapshot.Counters));
    }

    private static TimeSpan Now => Context.System.Scheduler.MonotonicClock;

    private sealed record ApplyView
    {
        public static readonly ApplyView Instance = new();
    }

    private sealed record Reconcile
    {
        public static readonly Reconcile Instance = new();
    }

    private sealed record Expire
    {
        public static readonly Expire Instance = new();
    }
}
