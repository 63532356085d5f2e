namespace MeshNet.Actors.DockerEvents.Labels;

/// <summary>
/// The second way in: attaches each running container that carries the label <c>meshnet.network</c>, and releases what it had when it
/// ends. For one container never two errands at once: a restart waits for the release.
/// </summary>
internal sealed class LabelsActor : TaskActor, IWithTimers
{
    private const string RetryTimer = "retry";

    private readonly IEngine _engine;
    private readonly IContainerProcesses _processes;
    private readonly MeshActors _mesh;
    private readonly DockerEventsOptions _options;
    private readonly SortedDictionary<string, LabelledContainer> _containers = new(StringComparer.Ordinal);
    private EngineDescription _description = new("", "/var/lib/docker");
    private MeshView? _view;
    private ImmutableArray<LabelStatus> _told = [];

    public LabelsActor(IEngine engine, IContainerProcesses processes, MeshActors mesh, DockerEventsOptions options)
    {
        _engine = engine;
        _processes = processes;
        _mesh = mesh;
        _options = options;
        Receive<EngineEvent>(OnEvent);
        Receive<Seen>(seen => OnSeen(seen.Container, seen.Starting));
        Receive<EngineListed>(OnListed);
        Receive<EngineAway>(_ => { });
        Receive<MeshView>(OnView);
        Receive<AttachDone>(OnAttached);
        Receive<ReleaseDone>(OnReleased);
        Receive<Terminated>(OnTerminated);
        Receive<Retry>(_ => Tend());
        Receive<ListingWanted>(Context.Parent.Tell);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private static TimeSpan Now => Context.System.Scheduler.MonotonicClock;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe<MeshView>(Self);
        _mesh.Mesh.Tell(GetMeshView.Instance);
    }

    /// <summary>An errand that fails by a defect has told nothing; its end tells.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void OnEvent(EngineEvent happened)
    {
        string id = happened.ContainerId;
        switch (happened.Kind)
        {
            case EngineEventKind.NetworkConnected when happened.Driver == EngineNames.NoneDriver:
                LookUp(id, starting: true);
                break;
            case EngineEventKind.ContainerStarted when !_containers.ContainsKey(id):
                LookUp(id, starting: false);
                break;
            case EngineEventKind.ContainerDied or EngineEventKind.ContainerDestroyed when _containers.TryGetValue(id, out LabelledContainer? ended):
                Release(ended);
                break;
        }
    }

    /// <summary>The event does not tell the labels, and the list does, without waiting for the container's lock.</summary>
    private void LookUp(string id, bool starting) => Await(
        _engine.FindContainerAsync(id, CancellationToken.None), container => new Seen(container, starting), _ => ListingWanted.Instance);

    private void OnSeen(EngineContainer? container, bool starting)
    {
        if (container is null || LabelRequest.Read(container.Name, container.NetworkMode, container.Labels) is not { } request)
        {
            return;
        }

        if (!_containers.TryGetValue(container.Id, out LabelledContainer? known))
        {
            known = new(new(container.Id, container.Name, request));
            _containers.Add(container.Id, known);
            Attach(known, starting);
        }
        else if (known.State == LabelState.Releasing)
        {
            known.Again = true;
        }
        else if (starting && known.State is LabelState.Attached or LabelState.Failed)
        {
            // It starts, so what is known of it belongs to an earlier run whose end was missed.
            known.Again = true;
            Release(known);
        }
        Tell();
    }

    private void OnListed(EngineListed listed)
    {
        _view ??= listed.View;
        _description = listed.Listing.Engine;
        TimeSpan judgedUntil = listed.Began - _options.Grace;
        Dictionary<string, EngineContainer> listing = listed.Listing.Containers.ToDictionary(container => container.Id, StringComparer.Ordinal);
        foreach (EngineContainer container in listed.Listing.Containers)
        {
            if (LabelRequest.Read(container.Name, container.NetworkMode, container.Labels) is not { } request)
            {
                continue;
            }

            if (container.Running)
            {
                Adopt(container, request, listed.Listing.First);
            }
            else if (!_containers.ContainsKey(container.Id) && IsOwn(LabelEndpoint.Of(container.Id, request.NetworkName)))
            {
                Release(_containers[container.Id] = new(new(container.Id, container.Name, request)));
            }
        }
        foreach (LabelledContainer known in _containers.Values.ToArray())
        {
            bool runs = listing.TryGetValue(known.Id, out EngineContainer? container) && container.Running;
            if (!runs && !known.IsBusy && known.Since < judgedUntil)
            {
                Release(known);
            }
        }
        Tend();
    }

    private void Adopt(EngineContainer container, LabelRequest request, bool first)
    {
        if (!_containers.TryGetValue(container.Id, out LabelledContainer? known))
        {
            known = new(new(container.Id, container.Name, request));
            _containers.Add(container.Id, known);
            Queue(known);
            return;
        }
        known.Target = known.Target with { Name = container.Name };
        // After a break nobody knows whether it is the same run: attaching finds out, and changes nothing if it is.
        if (first && !known.IsBusy)
        {
            Queue(known);
        }
    }

    private void OnView(MeshView view)
    {
        _view = view;
        foreach (LabelledContainer failed in _containers.Values)
        {
            if (failed is { State: LabelState.Failed, NetworkKnown: false, NotBefore: not null } && IsKnown(failed.Request.NetworkName))
            {
                failed.NotBefore = TimeSpan.Zero;
            }
        }
        Tend();
    }

    private void OnAttached(AttachDone done)
    {
        if (!_containers.TryGetValue(done.ContainerId, out LabelledContainer? container) || !Sender.Equals(container.Errand))
        {
            return;
        }

        container.Address = done.Address;
        if (done.Error.Length == 0)
        {
            container.Failures = 0;
            Enter(container, LabelState.Attached, "");
        }
        else
        {
            container.NotBefore = Now + _options.Again.After(++container.Failures);
            Fail(container, $"container {container.Name}: {done.Error}");
        }
        Tend();
    }

    private void OnTerminated(Terminated ended)
    {
        LabelledContainer? container = _containers.Values.FirstOrDefault(known => known.IsBusy && known.Errand.Equals(ended.ActorRef));
        if (container is null)
        {
            return;
        }

        container.NotBefore = Now + _options.Again.After(++container.Failures);
        Fail(container, $"container {container.Name}: internal error, see the daemon's log");
        Tend();
    }

    private void OnReleased(ReleaseDone done)
    {
        if (!_containers.TryGetValue(done.ContainerId, out LabelledContainer? container) || !Sender.Equals(container.Errand))
        {
            return;
        }

        _containers.Remove(container.Id);
        // Looked up again: it may have been renamed, or ended. If it is starting, its process comes up in the next moments.
        if (container.Again)
        {
            LookUp(container.Id, starting: true);
        }

        Tend();
    }

    /// <summary>Begins what is due and what waited for room, and tells how all stand.</summary>
    private void Tend()
    {
        TimeSpan now = Now;
        foreach (LabelledContainer due in _containers.Values.Where(container => container.State == LabelState.Failed && container.NotBefore <= now))
        {
            due.State = LabelState.Queued;
        }

        int room = _options.ContainersMax - _containers.Values.Count(container => container.IsBusy);
        foreach (LabelledContainer queued in _containers.Values.Where(container => container.State == LabelState.Queued).Take(Math.Max(0, room)).ToArray())
        {
            Attach(queued, starting: false);
        }

        TimeSpan? next = _containers.Values.Where(container => container.State == LabelState.Failed).Min(container => container.NotBefore);
        if (next is { } at)
        {
            Timers.StartSingleTimer(RetryTimer, Retry.Instance, at > now ? at - now : TimeSpan.Zero);
        }

        Tell();
    }

    private void Queue(LabelledContainer container)
    {
        if (container.Request.Error.Length != 0)
        {
            Fail(container, container.Request.Error);
        }
        else
        {
            Enter(container, LabelState.Queued, container.Error);
        }
    }

    private void Attach(LabelledContainer container, bool starting)
    {
        if (container.Request.Error.Length != 0)
        {
            Fail(container, container.Request.Error);
            return;
        }
        Enter(container, LabelState.Attaching, container.Error);
        Task<int>? process = starting ? _processes.FindAsync(container.Id, CancellationToken.None) : null;
        string file = _description.ResolverFile(container.Id);
        LabelTarget target = container.Target;
        container.Errand = Context.Watch(Context.ActorOf(
            Made.By(() => new AttachErrand(_engine, _mesh, _options.Patience, target, process, file))));
    }

    private void Release(LabelledContainer container)
    {
        if (container.State == LabelState.Releasing)
        {
            return;
        }

        if (container.State == LabelState.Attaching)
        {
            Context.Stop(container.Errand);
        }

        Enter(container, LabelState.Releasing, "");
        LabelTarget target = container.Target;
        container.Errand = Context.Watch(Context.ActorOf(
            Made.By(() => new ReleaseErrand(_mesh, _options.Patience, target.Id, target.Endpoint))));
        Tell();
    }

    private void Fail(LabelledContainer container, string error)
    {
        container.NetworkKnown = IsKnown(container.Request.NetworkName);
        if (container.Error != error)
        {
            Context.Parent.Tell(new Notice(error));
        }

        Enter(container, LabelState.Failed, error);
    }

    private static void Enter(LabelledContainer container, LabelState state, string error)
    {
        container.State = state;
        container.Since = Now;
        container.Error = error;
    }

    private void Tell()
    {
        ImmutableArray<LabelStatus> status =
            [.. _containers.Values.Select(container => container.Status).OrderBy(line => line.Container, StringComparer.Ordinal)];
        if (status.SequenceEqual(_told))
        {
            return;
        }

        _told = status;
        Context.Parent.Tell(status);
    }

    private bool IsKnown(string network) =>
        _view is not null && _view.Networks.Values.Any(known => !known.Closing && known.Record.Name == network);

    private bool IsOwn(EndpointId endpoint) =>
        _view is not null && _view.Networks.Values.Any(network =>
            network.Endpoints.TryGetValue(endpoint, out EndpointView? known) && known.Owner == _view.Self);

    private sealed record Seen(EngineContainer? Container, bool Starting);

    private sealed record Retry
    {
        public static readonly Retry Instance = new();
    }
}
