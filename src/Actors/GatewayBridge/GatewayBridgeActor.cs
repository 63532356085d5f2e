using MeshNet.Actors.Driver;
using MeshNet.Actors.MeshNode;

namespace MeshNet.Actors.GatewayBridge;

/// <summary>
/// The containers' ways to the outside world. Those that come through Docker's plugin go out by Docker's own gateway bridge, those that
/// are attached by label by ours; each has an actor.
/// </summary>
public sealed class GatewayBridgeActor : ReceiveActor
{
    private readonly IActorRef _engine;
    private readonly IActorRef _egress;
    private readonly IActorRef _mesh;
    private MeshView? _view;
    private EngineSnapshot _engineSnapshot = EngineSnapshot.Initial;
    private OwnSnapshot _egressSnapshot = OwnSnapshot.Initial;

    /// <param name="mesh">Answers <see cref="GetMeshView"/>.</param>
    public GatewayBridgeActor(IEngineGateway engine, IGatewayKernel kernel, GatewaySettings settings, IActorRef mesh)
    {
        _mesh = mesh;
        _engine = Context.ActorOf(Made.By(() => new EngineGatewayActor(engine, kernel, settings)), "engine");
        _egress = Context.ActorOf(Made.By(() => new OwnGatewayActor(kernel, settings)), "egress");

        Receive<MeshView>(view =>
        {
            _view = view;
            _engine.Tell(view);
            _egress.Tell(view);
        });
        Receive<GetMeshView>(_ => Sender.Tell(_view!), _ => _view is not null);
        Receive<GetMeshView>(_ => { });
        Receive<ConnectEgress>(Connect);
        Receive<DisconnectEgress>(request => _egress.Forward(request));
        Receive<EngineSnapshot>(snapshot => _engineSnapshot = snapshot);
        Receive<OwnSnapshot>(snapshot => _egressSnapshot = snapshot);
        Receive<GetGatewayStatus>(_ => Sender.Tell(Status()));
    }

    public static Props Props(IEngineGateway engine, IGatewayKernel kernel, GatewaySettings settings, IActorRef mesh) =>
        Made.By(() => new GatewayBridgeActor(engine, kernel, settings, mesh));

    protected override SupervisorStrategy SupervisorStrategy() => new RestartWithBackOff();

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe<MeshView>(Self);
        // After a restart by its supervisor it must not wait for the next change.
        _mesh.Tell(GetMeshView.Instance);
    }

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    /// <summary>Decided here and not by the child, which after a failure knows no networks for a moment.</summary>
    private void Connect(ConnectEgress request)
    {
        if (_view?.Networks.Values.Any(network => network.Record.Internal && network.Endpoints.ContainsKey(request.Endpoint)) == true)
        {
            Sender.Tell(Acknowledged.Instance);
        }
        else
        {
            _egress.Forward(request);
        }
    }

    private GatewayStatus Status()
    {
        OwnSnapshot ours = _egressSnapshot;
        ImmutableArray<GatewayLease> leases = ours.Plan is null ? [] : [.. ours.Plan.Leases.Values];
        return new(
            _engineSnapshot.Status,
            [.. Objects(ours, leases)],
            ours.Plan?.Subnet,
            leases,
            _engineSnapshot.Repairs + ours.Repairs,
            ours.LastRepair.Length > 0 ? ours.LastRepair : _engineSnapshot.LastRepair);
    }

    private static IEnumerable<ObjectStatus> Objects(OwnSnapshot ours, ImmutableArray<GatewayLease> leases)
    {
        ILookup<string, string> faults = ours.Faults.ToLookup(fault => fault.Key, fault => fault.Words);
        HashSet<string> named = [];
        foreach (GatewayLease lease in leases)
        {
            string link = GatewayLinks.NameOf(lease.Endpoint);
            named.Add(link);
            string name = $"container {(lease.ContainerId.Length > 12 ? lease.ContainerId[..12] : lease.ContainerId)} {Ipv4.ToText(lease.Address)}";
            yield return faults.Contains(link)
                ? new(name, ObjectState.Error, string.Join("; ", faults[link]))
                : new(name, ObjectState.Done);
        }

        string[] others = [.. faults.Where(group => !named.Contains(group.Key)).SelectMany(group => group)];
        if (others.Length > 0)
        {
            yield return new(GatewayLinks.FullName, ObjectState.Error, string.Join("; ", others));
        }
        else if (ours.Plan is not null)
        {
            yield return new(GatewayLinks.FullName, ObjectState.Done);
        }
    }
}
