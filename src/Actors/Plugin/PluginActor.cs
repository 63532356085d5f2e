using MeshNet.Actors.DockerEvents;

namespace MeshNet.Actors.Plugin;

/// <summary>
/// Docker's calls, as messages: what concerns the replicated state goes on to the mesh, a join is an errand of its own. There from
/// the daemon's first moment: until it is known whether this host is in a mesh, calls wait.
/// </summary>
public sealed class PluginActor : ReceiveActor, IWithStash
{
    public const string NotInMesh = "this host is not in a mesh: run 'meshnet init' or 'meshnet join'";

    private readonly IEngine _engine;
    private readonly IContainerProcesses _processes;
    private readonly PluginOptions _options;
    private readonly ILoggingAdapter _log;
    private MeshView? _view;

    /// <summary>What was last told of this host's place; null while nothing was.</summary>
    private object? _place;

    public PluginActor(IEngine engine, IContainerProcesses processes, PluginOptions options)
    {
        _engine = engine;
        _processes = processes;
        _options = options;
        _log = Context.GetLogger();
        Waiting();
    }

    public IStash Stash { get; set; } = null!;

    protected override void PreStart() => Context.System.EventStream.Subscribe<MeshView>(Self);

    /// <summary>The mesh is announced once: an actor that its supervisor restarts would make all of Docker's calls wait for it.</summary>
    protected override void PreRestart(Exception reason, object? message)
    {
        base.PreRestart(reason, message);
        if (_place is not null)
        {
            Self.Tell(_place, ActorRefs.NoSender);
        }
    }

    private void Waiting()
    {
        Transitions();
        ReceiveAny(_ =>
        {
            if (Stash.Count < _options.WaitingMax)
            {
                Stash.Stash();
            }
            else
            {
                Sender.Tell(new Refused($"meshnet is starting and {_options.WaitingMax} calls are already waiting: try again"));
            }
        });
    }

    private void Transitions()
    {
        Receive<MeshEntered>(entered =>
        {
            _place = entered;
            Become(() => Inside(entered.Actors));
            entered.Actors.Mesh.Tell(GetMeshView.Instance);
            Stash.UnstashAll();
        });
        Receive<MeshAbsent>(absent =>
        {
            _place = absent;
            _view = null;
            Become(Outside);
            Stash.UnstashAll();
        });
        Receive<MeshView>(view => _view = view);
    }

    /// <summary>
    /// Whatever asks for something is refused. What gives something back succeeds, for there is nothing here that it could still
    /// be given back to, and a refused removal would leave dockerd with networks that it can never remove.
    /// </summary>
    private void Outside()
    {
        Transitions();
        Receive<UnbindNetwork>(_ => Sender.Tell(Acknowledged.Instance));
        Receive<ReleasePool>(_ => Sender.Tell(Acknowledged.Instance));
        Receive<ReleaseAddress>(_ => Sender.Tell(Acknowledged.Instance));
        Receive<DeleteEndpoint>(_ => Sender.Tell(Acknowledged.Instance));
        Receive<LeaveSandbox>(_ => Sender.Tell(Acknowledged.Instance));
        Receive<IMeshRequest>(_ => Sender.Tell(new Refused(NotInMesh)));
        Receive<JoinSandbox>(_ => Sender.Tell(new Refused(NotInMesh)));
    }

    private void Inside(MeshActors mesh)
    {
        Transitions();
        Receive<UnbindNetwork>(unbind => Unbind(mesh, unbind));
        Receive<IMeshRequest>(mesh.Mesh.Forward);
        Receive<JoinSandbox>(join => Join(mesh, join));
        Receive<LeaveSandbox>(leave => Leave(mesh, leave));
        Receive<SandboxWithoutGateway>(sandbox =>
            Context.ActorOf(Made.By(() => new EgressErrand(mesh.Gateway, _processes, _options, sandbox))));
        Receive<Acknowledged>(_ => { });
        Receive<Refused>(refused => _log.Warning("cleaning up after a container: {0}", refused.Reason));
    }

    private void Join(MeshActors mesh, JoinSandbox join)
    {
        if (Context.GetChildren().Count() >= _options.JoinsMax)
        {
            Sender.Tell(new Refused($"{_options.JoinsMax} containers are already joining networks on this host: try again"));
            return;
        }
        IActorRef caller = Sender;
        Context.ActorOf(Made.By(() => new JoinErrand(mesh, _engine, _options, join, caller)));
    }

    private void Unbind(MeshActors mesh, UnbindNetwork unbind)
    {
        IActorRef caller = Sender;
        Context.ActorOf(Made.By(() => new UnbindErrand(mesh.Mesh, _options.Patience, unbind, caller)));
    }

    /// <summary>
    /// Docker does not wait: removing a link costs the kernel 16 ms, and nothing that follows depends on it. What fails is said by
    /// whoever failed and mended by its next reconcile.
    /// </summary>
    private void Leave(MeshActors mesh, LeaveSandbox leave)
    {
        mesh.Names.Tell(new ReleaseSandbox(leave.Endpoint));
        if (_options.OwnGateway)
        {
            mesh.Gateway.Tell(new DisconnectEgress(leave.Endpoint));
        }

        if (_view is not null && _view.Bindings.TryGetValue(leave.EngineNetworkId, out NetworkId network))
        {
            mesh.Driver.Tell(new RemoveLink(network, leave.Endpoint));
        }

        Sender.Tell(Acknowledged.Instance);
    }
}
