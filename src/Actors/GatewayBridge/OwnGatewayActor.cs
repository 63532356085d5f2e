using MeshNet.Actors.Driver;

namespace MeshNet.Actors.GatewayBridge;

/// <summary>
/// Keeps our own gateway bridge: made for the first container that needs it, with eth1, address, default route, masquerade and published
/// ports for each, and removed some time after the last. What an earlier life of the daemon left is taken over as it is.
/// </summary>
internal sealed class OwnGatewayActor : ReceiveActor, IWithTimers, IBlocks
{
    private const string ReconcileTimer = "reconcile";
    private const string RetryTimer = "retry";
    private const string LingerTimer = "linger";
    private const string SubnetKey = "meshnet.egress.meshnet-gwbridge-subnet";

    private readonly IGatewayKernel _kernel;
    private readonly GatewaySettings _settings;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly GatewayLeases _leases = new();
    private readonly BackOff _backOff;
    private readonly RepairLog _repairs;
    private MeshView? _view;
    private Block? _subnet;
    private ImmutableSortedDictionary<EndpointId, GatewayLease>? _applied;
    private ImmutableArray<KernelFault> _faults = [];

    public OwnGatewayActor(IGatewayKernel kernel, GatewaySettings settings)
    {
        _kernel = kernel;
        _settings = settings;
        _backOff = new(settings.RetryDelayMin, settings.RetryDelayMax);
        _repairs = new(GatewayLinks.FullName, _log);

        Receive<MeshView>(view => _view = view);
        Receive<ConnectEgress>(Connect);
        Receive<DisconnectEgress>(Disconnect);
        Receive<Reconcile>(_ => Look());
        Receive<Remove>(_ => OnLingered());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        // After a restart by its supervisor it must not wait for the next change.
        Context.Parent.Tell(GetMeshView.Instance);
        InheritedGateway state = _kernel.Read();
        _subnet = state.Subnet;
        _leases.Restore(state.Leases);
        Look();
        Timers.StartPeriodicTimer(ReconcileTimer, Reconcile.Instance, _settings.ReconcileInterval);
    }

    private void Connect(ConnectEgress request)
    {
        uint? gateway = _subnet is { } existing ? existing.Start + 1 : null;
        if (_kernel.HasDefaultRoute(request.ProcessId, except: gateway))
        {
            Sender.Tell(Acknowledged.Instance);
            return;
        }

        string? refusal = Lease(request) ?? Stand(request.Endpoint);
        Sender.Tell(refusal is null ? Acknowledged.Instance : new Refused($"the container cannot reach the outside: {refusal}"));
    }

    private string? Lease(ConnectEgress request)
    {
        if (_kernel.NamespaceOf(request.ProcessId) is not { } sandbox)
        {
            return $"the container's process {request.ProcessId} is gone";
        }

        string refused = "";
        if ((_subnet ?? ChooseSubnet(out refused)) is not { } subnet)
        {
            return $"{GatewayLinks.FullName} cannot be made: {refused}";
        }

        string? refusal = _leases.Add(request, sandbox, subnet, _kernel.PortObstacle);
        _subnet = refusal is null ? subnet : _subnet;
        return refusal;
    }

    /// <summary>Puts a new lease into the kernel, or takes it back.</summary>
    private string? Stand(EndpointId endpoint)
    {
        Apply(_kernel.Apply(Plan()));
        string[] words = [.. _faults
            .Where(fault => fault.Object == KernelObject.Bridge || fault.Key == GatewayLinks.NameOf(endpoint))
            .Select(fault => fault.Words)];
        if (words.Length == 0)
        {
            return null;
        }

        _leases.Remove(endpoint);
        Apply(_kernel.Apply(Plan()));
        return string.Join("; ", words);
    }

    /// <summary>Answered before the work: nobody who stops a container has to wait for a veth's end.</summary>
    private void Disconnect(DisconnectEgress request)
    {
        Sender.Tell(Acknowledged.Instance);
        if (_leases.All.ContainsKey(request.Endpoint))
        {
            _leases.Remove(request.Endpoint);
            Apply(_kernel.Apply(Plan()));
        }
    }

    private void Look()
    {
        if (_subnet is null)
        {
            Report();
            return;
        }

        bool stood = _faults.IsEmpty && ReferenceEquals(_applied, _leases.All);
        GatewayReport report = _kernel.Reconcile(Plan());
        if (stood)
        {
            _repairs.Add(report.Edits);
        }

        Apply(report);
    }

    private void Apply(GatewayReport report)
    {
        _applied = _leases.All;
        foreach (EndpointId ended in report.Ended)
        {
            _leases.Remove(ended);
        }

        SetFaults(report.Faults);
        if (_leases.All.IsEmpty && !Timers.IsTimerActive(LingerTimer))
        {
            Timers.StartSingleTimer(LingerTimer, Remove.Instance, _settings.Linger);
        }

        Report();
    }

    private void OnLingered()
    {
        if (!_leases.All.IsEmpty)
        {
            return;
        }

        GatewayReport report = _kernel.Remove();
        SetFaults(report.Faults);
        if (report.Succeeded)
        {
            _subnet = null;
            _applied = null;
        }

        Report();
    }

    private void SetFaults(ImmutableArray<KernelFault> faults)
    {
        foreach (KernelFault fault in faults.Except(_faults))
        {
            _log.Warning("{0}: {1}", GatewayLinks.FullName, fault.Words);
        }

        _faults = faults;
        if (faults.IsEmpty)
        {
            _backOff.Reset();
        }
        else if (!Timers.IsTimerActive(RetryTimer))
        {
            Timers.StartSingleTimer(RetryTimer, Reconcile.Instance, _backOff.Next());
        }
    }

    private GatewayPlan Plan() => new(_subnet!.Value, _leases.All);

    private Block? ChooseSubnet(out string refusal)
    {
        IEnumerable<Block> mesh = _view?.Networks.Values.Select(network => network.Record.Subnet) ?? [];
        Block[] taken = [.. mesh, _settings.AutomaticPool, .. _kernel.Routes()];
        return GatewaySubnets.Choose(_settings.OwnSubnet, SubnetKey, GatewaySubnets.ForOurs(), taken, out refusal);
    }

    private void Report() => Context.Parent.Tell(new OwnSnapshot(
        _subnet is null ? null : Plan(), _faults, _repairs.Count, _repairs.Last));

    private sealed record Reconcile
    {
        public static readonly Reconcile Instance = new();
    }

    private sealed record Remove
    {
        public static readonly Remove Instance = new();
    }
}
