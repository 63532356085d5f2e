using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.DockerEvents.Labels;

namespace MeshNet.Actors.Plugin;

/// <summary>
/// One NetworkDriver.Join: the container's name, the endpoint in the mesh, its veth on this host; then the answer, and after it what
/// needs the sandbox, which Docker makes only once it has the answer.
/// </summary>
internal sealed class JoinErrand : Errand
{
    private const string LookUpTimer = "look-up";

    private readonly MeshActors _mesh;
    private readonly IEngine _engine;
    private readonly PluginOptions _options;
    private readonly JoinSandbox _join;
    private readonly IActorRef _caller;
    private readonly ILoggingAdapter _log;
    private ContainerFound _container = ContainerFound.Nobody;
    private bool _answered;

    public JoinErrand(
        MeshActors mesh, IEngine engine, PluginOptions options, JoinSandbox join, IActorRef caller)
        : base(options.Patience)
    {
        _mesh = mesh;
        _engine = engine;
        _options = options;
        _join = join;
        _caller = caller;
        _log = Context.GetLogger();
    }

    /// <summary>
    /// The engine holds the container's lock while it waits for us, so only the network and the list may be looked at. A name that
    /// does not come in time follows with the container's start.
    /// </summary>
    protected override void Begin()
    {
        Timers.StartSingleTimer(LookUpTimer, ContainerFound.Nobody, _options.LookUp);
        LookUpAsync().PipeTo(
            Self, success: found => found, failure: failure => ContainerFound.Nobody with { Failure = failure.Message });
        Await<ContainerFound>("the engine", found =>
        {
            Timers.Cancel(LookUpTimer);
            if (found.Failure.Length != 0)
            {
                _log.Warning("the container of endpoint {0} is not known yet: {1}", _join.Endpoint, found.Failure);
            }

            _container = found;
            Join(reason => Ask<MeshView>(_mesh.Mesh, GetMeshView.Instance, view => JoinAfterTheDead(view, reason)));
        });
    }

    protected override void Fail(string reason)
    {
        if (_answered)
        {
            _log.Warning("container {0}: {1}", _container.Name, reason);
        }
        else
        {
            _caller.Tell(new Refused(reason));
        }

        Finish();
    }

    private void Join(Action<string> otherwise) => Ask<EndpointBound>(
        _mesh.Mesh, new JoinEndpoint(_join.Endpoint, _container.Name, _container.Id), Prepare, otherwise);

    /// <summary>
    /// The name may belong to an endpoint of this host whose end nobody was told: the plugin was away when its container stopped. The
    /// engine lists every endpoint that it has, so one that it does not list is ended here instead of at the next comparison.
    /// </summary>
    private void JoinAfterTheDead(MeshView view, string reason)
    {
        EndpointView? dead = view.Bindings.TryGetValue(_join.EngineNetworkId, out NetworkId id) && view.Networks.TryGetValue(id, out NetworkView? network)
            ? network.Endpoints.Values.FirstOrDefault(endpoint => IsDead(view, network, endpoint))
            : null;
        if (dead is null)
        {
            Fail(reason);
            return;
        }
        _mesh.Driver.Tell(new RemoveLink(id, dead.Id), ActorRefs.NoSender);
        _mesh.Names.Tell(new ReleaseSandbox(dead.Id), ActorRefs.NoSender);
        Ask<Acknowledged>(_mesh.Mesh, new DeleteEndpoint(dead.Id), _ => Join(Fail));
    }

    private bool IsDead(MeshView view, NetworkView network, EndpointView endpoint) =>
        _container.Name.Length != 0
            && endpoint.Owner == view.Self
            && endpoint.Record.Name == _container.Name
            && endpoint.Id != _join.Endpoint
            && endpoint.Id != LabelEndpoint.Of(endpoint.Record.ContainerId, network.Record.Name)
            && !_container.Listed.Contains(endpoint.Id);

    private void Prepare(EndpointBound created) =>
        Ask<LinkReady>(
            _mesh.Driver, new PrepareLink(created.Network, new(created.Endpoint, created.Address, created.Mac)), prepared =>
            {
                _caller.Tell(new SandboxJoined(prepared.InterfaceName, _options.OwnGateway));
                _answered = true;
                if (_options.OwnGateway)
                {
                    Context.Parent.Tell(new SandboxWithoutGateway(created.Endpoint, _container.Id, _join.Ports));
                }

                Ask<Acknowledged>(
                    _mesh.Names,
                    new ServeSandbox(created.Endpoint, created.Network, _join.SandboxPath, EngineResolver: true),
                    _ => Finish());
            });

    private async Task<ContainerFound> LookUpAsync()
    {
        EngineNetwork? network = await _engine.InspectNetworkAsync(_join.EngineNetworkId, CancellationToken.None);
        EngineAttachment? attachment = network?.Attachments.FirstOrDefault(attachment => attachment.EndpointId == _join.EngineEndpointId);
        if (attachment is null)
        {
            return ContainerFound.Nobody with { Failure = "the engine does not list it" };
        }

        string id = attachment.ContainerId.Length != 0
            ? attachment.ContainerId
            : (await _engine.FindContainerNamedAsync(attachment.ContainerName, CancellationToken.None))?.Id ?? "";
        return new(attachment.ContainerName, id, [.. network!.Attachments.Select(listed => EndpointId.Parse(listed.EndpointId))]);
    }

    /// <param name="Listed">The endpoints that the engine has on the network.</param>
    private sealed record ContainerFound(string Name, string Id, ImmutableSortedSet<EndpointId> Listed)
    {
        public static readonly ContainerFound Nobody = new("", "", []);

        public string Failure { get; init; } = "";
    }
}
