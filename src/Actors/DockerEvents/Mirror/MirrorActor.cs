namespace MeshNet.Actors.DockerEvents.Mirror;

/// <summary>
/// Carries out what <see cref="NetworkMirror"/> decides, on every view and every word of the engine. The engine calls our plugin back
/// from within these steps, so nothing here waits.
/// </summary>
internal sealed class MirrorActor : TaskActor, IWithTimers
{
    private const string RetryTimer = "retry";

    private readonly IEngine _engine;
    private readonly MeshActors _mesh;
    private readonly DockerEventsOptions _options;
    private readonly NetworkMirror _mirror;
    private bool _away = true;
    private ImmutableArray<MirrorStatus> _told = [];

    public MirrorActor(IEngine engine, MeshActors mesh, DockerEventsOptions options)
    {
        _engine = engine;
        _mesh = mesh;
        _options = options;
        _mirror = new(options.Again, options.MirrorStepsMax, options.Sabotage);
        Receive<MeshView>(OnView);
        Receive<EngineListed>(listed => Step(() =>
        {
            _away = false;
            _mirror.Observe(listed.Listing.Networks);
        }));
        Receive<EngineAway>(_ => Step(() =>
        {
            _away = true;
            _mirror.Interrupt();
        }));
        Receive<EngineEvent>(happened => LookAt(happened.NetworkId), happened => happened.Kind == EngineEventKind.NetworkCreated);
        Receive<EngineEvent>(
            happened => Step(() => _mirror.Vanished(happened.NetworkId)), happened => happened.Kind == EngineEventKind.NetworkDestroyed);
        Receive<EngineEvent>(_ => { });
        Receive<Appeared>(appeared => Step(() => _mirror.Appeared(appeared.Network)));
        Receive<Created>(made => Step(() => _mirror.Created(made.Step, made.EngineNetworkId)));
        Receive<MirrorDone>(done => Step(() => OnDone(done.Step)));
        Receive<MirrorGone>(gone => Step(() => OnGone(gone.Step, gone.EngineNetworkId)));
        Receive<MirrorFailed>(failed => Step(() => OnFailed(failed)));
        Receive<Retry>(_ => Step(() => { }));
        Receive<ListingWanted>(Context.Parent.Tell);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private static TimeSpan Now => Context.System.Scheduler.MonotonicClock;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe<MeshView>(Self);
        _mesh.Mesh.Tell(GetMeshView.Instance);
    }

    private void OnView(MeshView view)
    {
        if (_mirror.IsMoved(view))
        {
            Step(() => _mirror.Observe(view));
        }
        else
        {
            _mirror.Observe(view);
        }
    }

    private void Step(Action observe)
    {
        observe();
        if (!_away)
        {
            foreach (MirrorStep step in _mirror.Begin(Now))
            {
                Carry(step);
            }

            if (_mirror.NextAttempt is { } next && next > Now)
            {
                Timers.StartSingleTimer(RetryTimer, Retry.Instance, next - Now);
            }
        }
        ImmutableArray<MirrorStatus> status = _mirror.Status();
        if (status.SequenceEqual(_told))
        {
            return;
        }

        _told = status;
        Context.Parent.Tell(status);
    }

    private void Carry(MirrorStep step)
    {
        switch (step)
        {
            case MirrorStep.Create create:
                Await(
                    _engine.CreateNetworkAsync(create.Spec, CancellationToken.None),
                    id => new Created(create, id),
                    failure => new MirrorFailed(step, failure.Message));
                break;
            case MirrorStep.Remove { Engine.Id: var id }:
                Remove(step, id);
                break;
            case MirrorStep.Discard { Engine.Id: var id }:
                Remove(step, id);
                break;
            case MirrorStep.GiveWay { Engine.Id: var id }:
                Remove(step, id);
                break;
            case MirrorStep.Announce { Engine.Id: var id }:
                Errand(step, id, network => new NameNetwork(network.Id, network.Name, network.Labels));
                break;
            case MirrorStep.Rebind { Engine.Id: var id }:
                Errand(step, id, BindAgain);
                break;
        }
    }

    private void Remove(MirrorStep step, string id) => Await(
        _engine.RemoveNetworkAsync(id, CancellationToken.None), () => new MirrorDone(step), failure => new MirrorFailed(step, failure.Message));

    private void Errand(MirrorStep step, string id, Func<EngineNetwork, IMeshRequest> request)
    {
        Context.ActorOf(Made.By(() => new MirrorErrand(_engine, _mesh.Mesh, _options.Patience, step, id, request)));
    }

    private static BindNetwork BindAgain(EngineNetwork network)
    {
        if (network.Subnets is not [var text] || !Block.TryParse(text, out Block subnet))
        {
            throw new EngineException(EngineFault.Refused, $"network {network.Name} has the subnets '{string.Join(", ", network.Subnets)}'");
        }

        uint gateway = Ipv4.TryParse(network.Gateways[0], out uint told) ? told : subnet.Start + 1;
        string mark = network.IpamOptions[RequestPool.NetworkOption];
        return new(network.Id, subnet, gateway, network.Internal, network.Options.SetItem(RequestPool.NetworkOption, mark));
    }

    private void OnDone(MirrorStep step)
    {
        if (step is MirrorStep.Discard discard)
        {
            Context.Parent.Tell(new Notice(
                $"network {discard.Name}, which was made on this host, was removed from its engine again: {discard.Reason}"));
        }
        if (step is MirrorStep.GiveWay way)
        {
            Context.Parent.Tell(new Notice(way.Reason));
        }

        _mirror.Succeeded(step);
    }

    private void OnGone(MirrorStep step, string engineNetworkId)
    {
        _mirror.Succeeded(step);
        _mirror.Vanished(engineNetworkId);
    }

    private void OnFailed(MirrorFailed failed)
    {
        _mirror.Failed(failed.Step, failed.Reason, Now);
        // A network may have been bound before its creation failed, and only a list tells that it is not there.
        if (failed.Step is MirrorStep.Create)
        {
            Context.Parent.Tell(ListingWanted.Instance);
        }
    }

    private void LookAt(string engineNetworkId) => Await(
        _engine.InspectNetworkAsync(engineNetworkId, CancellationToken.None),
        network => network is null ? Retry.Instance : new Appeared(network),
        _ => ListingWanted.Instance);

    private sealed record Appeared(EngineNetwork Network);

    private sealed record Created(MirrorStep.Create Step, string EngineNetworkId);

    private sealed record Retry
    {
        public static readonly Retry Instance = new();
    }
}
