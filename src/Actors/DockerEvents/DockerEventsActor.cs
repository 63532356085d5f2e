using MeshNet.Actors.DockerEvents.Describe;
using MeshNet.Actors.DockerEvents.Labels;
using MeshNet.Actors.DockerEvents.Mirror;
using MeshNet.Actors.DockerEvents.Revive;
using MeshNet.Actors.MeshNode;

namespace MeshNet.Actors.DockerEvents;

/// <summary>
/// The local engine's edge: keeps connected to it, hands its events and lists to the parts, and has the mesh compared with it. An
/// engine that is away is waited for, for ever.
/// </summary>
public sealed class DockerEventsActor : ReceiveActor, IWithTimers
{
    private const string ConnectTimer = "connect";
    private const string ListTimer = "list";
    private const string SoonTimer = "soon";
    private const string EndedTimer = "ended";

    private readonly IEngine _engine;
    private readonly MeshActors _mesh;
    private readonly DockerEventsOptions _options;
    private readonly ILoggingAdapter _log;
    private readonly Notices _notices;
    private readonly ImmutableArray<IActorRef> _parts;
    private EngineStream? _stream;
    private MeshView? _view;
    private ImmutableSortedSet<string> _ended = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
    private ImmutableSortedSet<EndpointId> _missing = [];
    private DockerStatus _status = DockerStatus.Unknown;
    private long? _lastEvent;

    /// <summary>What happened at <see cref="_lastEvent"/>, as far as it was heard before the present stream.</summary>
    private ImmutableArray<EngineEvent> _heard = [];
    private ImmutableArray<EngineEvent> _atLast = [];
    private int _failures;
    private bool _listing;
    private bool _listAgain;

    public DockerEventsActor(IEngine engine, IContainerProcesses processes, MeshActors mesh, DockerEventsOptions options)
    {
        _engine = engine;
        _mesh = mesh;
        _options = options;
        _log = Context.GetLogger();
        _notices = new(options.NoticesMax, options.NoticeAge);
        _parts =
        [
            Context.ActorOf(Made.By(() => new MirrorActor(engine, mesh, options)), "mirror"),
            Context.ActorOf(Made.By(() => new LabelsActor(engine, processes, mesh, options)), "labels"),
            Context.ActorOf(Made.By(() => new DescribeActor(engine, mesh, options)), "describe"),
            Context.ActorOf(Made.By(() => new ReviveActor(engine, options)), "revive"),
        ];
        Receive<Connect>(_ => OnConnect());
        Receive<Happened>(happened => OnHappened(happened.Event), happened => happened.Stream == _stream && !IsRepeated(happened.Event));
        Receive<Happened>(_ => { });
        Receive<StreamEnded>(ended => OnLost(ended.Stream, ended.Reason));
        Receive<ListNow>(_ => List());
        Receive<ListingWanted>(_ => ListSoon());
        Receive<Listed>(OnListed);
        Receive<ListFailed>(OnListFailed);
        Receive<EndedLongAgo>(_ => OnEndedLongAgo());
        Receive<MeshView>(OnView);
        Receive<Notice>(OnNotice);
        Receive<ImmutableArray<MirrorStatus>>(networks => _status = _status with { Networks = networks });
        Receive<ImmutableArray<LabelStatus>>(containers => _status = _status with { Containers = containers });
        Receive<GetDockerStatus>(_ => Sender.Tell(_status with { Notices = _notices.Recent(Now) }));
        Receive<Acknowledged>(_ => { });
        Receive<Refused>(refused => OnNotice(new($"the engine's list could not be compared with the mesh: {refused.Reason}")));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private static TimeSpan Now => Context.System.Scheduler.MonotonicClock;

    protected override SupervisorStrategy SupervisorStrategy() => new RestartWithBackOff();

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe<MeshView>(Self);
        Context.System.EventStream.Subscribe<Notice>(Self);
        _mesh.Mesh.Tell(GetMeshView.Instance);
        OnConnect();
    }

    protected override void PostStop() => _stream?.Dispose();

    /// <summary>Until the mesh has said what it knows there is nothing to compare the engine with.</summary>
    private void OnView(MeshView view)
    {
        bool first = _view is null;
        _view = view;
        if (first)
        {
            List();
        }
    }

    /// <summary>The stream first, then the list: whatever happens in between is then reported by one of them or by both.</summary>
    private void OnConnect()
    {
        IActorRef self = Self;
        _heard = _atLast;
        _stream?.Dispose();
        _stream = EngineStream.Open(
            _engine,
            _lastEvent,
            (stream, happened) => self.Tell(new Happened(stream, happened), ActorRefs.NoSender),
            (stream, reason) => self.Tell(new StreamEnded(stream, reason), ActorRefs.NoSender));
        _listing = false;
        List();
    }

    /// <summary>The engine goes on with the moment that it is asked for, not after it: what was heard of that moment comes again.</summary>
    private bool IsRepeated(EngineEvent happened) => _heard.Contains(happened);

    private void OnHappened(EngineEvent happened)
    {
        // A clock that was set back does not move the moment: what the engine still has from there on is all there is.
        if (_lastEvent is null || happened.TimeNanoseconds > _lastEvent)
        {
            (_lastEvent, _atLast) = (happened.TimeNanoseconds, [happened]);
        }
        else if (happened.TimeNanoseconds == _lastEvent)
        {
            _atLast = _atLast.Add(happened);
        }

        Publish(happened);
        if (happened.Kind is not (EngineEventKind.ContainerDied or EngineEventKind.NetworkDisconnected))
        {
            return;
        }

        // The plugin is told of the end by Docker itself; whether that call got lost shows a moment later.
        _ended = _ended.Add(happened.ContainerId);
        if (!Timers.IsTimerActive(EndedTimer))
        {
            Timers.StartSingleTimer(EndedTimer, EndedLongAgo.Instance, _options.ListDelay);
        }
    }

    private void OnEndedLongAgo()
    {
        ImmutableSortedSet<string> ended = _ended;
        _ended = ended.Clear();
        if (OwnEndpoints(_view).Any(endpoint => ended.Contains(endpoint.Record.ContainerId)))
        {
            List();
        }
    }

    private void OnLost(EngineStream stream, string reason)
    {
        if (stream != _stream)
        {
            return;
        }

        _stream.Dispose();
        _stream = null;
        if (_status.Reachable || _failures == 0)
        {
            _log.Warning("docker: {0}", reason);
        }

        _status = _status with { Reachable = false, Error = reason };
        Publish(EngineAway.Instance);
        Timers.Cancel(ListTimer);
        Timers.StartSingleTimer(ConnectTimer, Connect.Instance, _options.Reconnect.After(++_failures));
    }

    private void ListSoon()
    {
        if (!Timers.IsTimerActive(SoonTimer))
        {
            Timers.StartSingleTimer(SoonTimer, ListNow.Instance, _options.ListDelay);
        }
    }

    private void List()
    {
        if (_stream is null || _view is null)
        {
            return;
        }

        _listAgain = _listing;
        if (_listing)
        {
            return;
        }

        _listing = true;
        (EngineStream stream, MeshView before, TimeSpan began) = (_stream, _view, Now);
        EngineListing.TakeAsync(_engine, first: !_status.Reachable).PipeTo(
            Self,
            success: listing => new Listed(stream, listing, began, before),
            failure: failure => new ListFailed(stream, failure.Message, failure is EngineException { Fault: EngineFault.Unreachable }));
        Timers.StartSingleTimer(ListTimer, ListNow.Instance, _options.ListInterval);
    }

    private void OnListed(Listed listed)
    {
        if (listed.Stream != _stream)
        {
            return;
        }

        _listing = false;
        _failures = 0;
        if (!_status.Reachable)
        {
            _log.Info("docker: connected to version {0}", listed.Listing.Engine.Version);
        }

        _status = _status with { Reachable = true, Error = "", Version = listed.Listing.Engine.Version };
        Reconcile(listed);
        Publish(new EngineListed(listed.Listing, listed.Began, _view!));
        if (_listAgain)
        {
            ListSoon();
        }
    }

    private void OnListFailed(ListFailed failed)
    {
        if (failed.Stream != _stream)
        {
            return;
        }

        _listing = false;
        if (failed.Unreachable)
        {
            OnLost(failed.Stream, failed.Reason);
            return;
        }
        _status = _status with { Error = $"its containers and networks could not be listed: {failed.Reason}" };
        Timers.StartSingleTimer(ListTimer, ListNow.Instance, _options.Again.After(++_failures));
    }

    private void Reconcile(Listed listed)
    {
        // The clock begins with the daemon: what it has from earlier is as old as can be, and is judged from the first list on.
        TimeSpan judgedUntil = listed.Began > _options.Grace ? listed.Began - _options.Grace : TimeSpan.FromTicks(1);
        ReconcileEngine request = EngineComparison.Request(listed.Listing, judgedUntil);
        ImmutableArray<(NetworkView Network, EndpointView Endpoint)> missing = EngineComparison.Missing(listed.Before, request).ToImmutableArray();
        // Docker forgets an endpoint a moment before it tells the plugin so. Only at the first list there was nobody whom it could tell.
        ImmutableArray<(NetworkView Network, EndpointView Endpoint)> dead = missing.Where(found => listed.Listing.First || _missing.Contains(found.Endpoint.Id)).ToImmutableArray();
        ImmutableArray<EndpointId> spared = missing.Except(dead).Select(found => found.Endpoint.Id).ToImmutableArray();
        _missing = [.. spared];
        if (!spared.IsEmpty)
        {
            ListSoon();
        }

        _mesh.Mesh.Tell(request with { Endpoints = request.Endpoints.Union(spared) });
        foreach ((NetworkView network, EndpointView endpoint) in dead)
        {
            OnNotice(new($"endpoint {endpoint.Record.Name} ({Ipv4.ToText(endpoint.Record.Address)}) of network "
                + $"{network.Record.Name} was removed: its container ended while meshnet could not be told"));
            _mesh.Names.Tell(new ReleaseSandbox(endpoint.Id));
            _mesh.Gateway.Tell(new DisconnectEgress(endpoint.Id));
            _mesh.Driver.Tell(new RemoveLink(network.Id, endpoint.Id));
        }
    }

    private void OnNotice(Notice notice)
    {
        if (_notices.Add(notice.Text, Now))
        {
            _log.Warning("docker: {0}", notice.Text);
        }
    }

    private void Publish(object message)
    {
        foreach (IActorRef part in _parts)
        {
            part.Tell(message);
        }
    }

    private static IEnumerable<EndpointView> OwnEndpoints(MeshView? view) => view is null
        ? []
        : view.Networks.Values.SelectMany(network => network.Endpoints.Values).Where(endpoint => endpoint.Owner == view.Self);

    private sealed record Connect
    {
        public static readonly Connect Instance = new();
    }

    private sealed record ListNow
    {
        public static readonly ListNow Instance = new();
    }

    private sealed record EndedLongAgo
    {
        public static readonly EndedLongAgo Instance = new();
    }

    private sealed record Happened(EngineStream Stream, EngineEvent Event);

    private sealed record StreamEnded(EngineStream Stream, string Reason);

    private sealed record Listed(EngineStream Stream, EngineListing Listing, TimeSpan Began, MeshView Before);

    private sealed record ListFailed(EngineStream Stream, string Reason, bool Unreachable);
}
