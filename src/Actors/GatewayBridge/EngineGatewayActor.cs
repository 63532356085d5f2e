using MeshNet.Actors.Driver;

namespace MeshNet.Actors.GatewayBridge;

/// <summary>
/// Makes Docker's gateway bridge before Docker does, which would choose its subnet without a thought for the mesh, and sees to it that
/// it stays as it should be.
/// </summary>
internal sealed class EngineGatewayActor : TaskActor, IWithTimers, IBlocks
{
    private const string NetworkName = EngineGateway.NetworkName;
    private const string CheckTimer = "check";
    private const string SubnetKey = "meshnet.egress.docker-gwbridge-subnet";

    private readonly IEngineGateway _engine;
    private readonly IGatewayKernel _kernel;
    private readonly GatewaySettings _settings;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly BackOff _backOff;
    private readonly RepairLog _repairs;
    private MeshView? _view;
    private bool _isBusy;
    private string _lastFailure = "";

    public EngineGatewayActor(IEngineGateway engine, IGatewayKernel kernel, GatewaySettings settings)
    {
        _engine = engine;
        _kernel = kernel;
        _settings = settings;
        _backOff = new(settings.RetryDelayMin, settings.RetryDelayMax);
        _repairs = new(NetworkName, _log);

        Receive<MeshView>(OnView);
        Receive<Check>(_ => OnCheck());
        Receive<Found>(found => OnFound(found.Gateway));
        Receive<Changed>(_ => CheckAfter(TimeSpan.Zero));
        Receive<Failed>(failed => Fail(failed.Reason));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>After a restart by its supervisor it must not wait for the next change.</summary>
    protected override void PreStart() => Context.Parent.Tell(GetMeshView.Instance);

    private void OnView(MeshView view)
    {
        bool isFirst = _view is null;
        _view = view;
        if (isFirst)
        {
            OnCheck();
        }
    }

    private void OnCheck()
    {
        if (!_isBusy)
        {
            _isBusy = true;
            Await(_engine.FindAsync(), gateway => new Found(gateway), exception => new Failed(exception.Message));
        }
    }

    private void OnFound(EngineGateway? gateway)
    {
        if (gateway is null)
        {
            Create();
            return;
        }

        string[] flaws = [.. Flaws(gateway)];
        if (flaws.Length > 0 && gateway.IsOurs && gateway.Containers == 0)
        {
            _repairs.Add([$"removed {NetworkName} to recreate it: {string.Join("; ", flaws)}"]);
            AwaitChange(_engine.RemoveAsync());
            return;
        }

        if (gateway.Subnet is { } subnet)
        {
            GatewayReport report = _kernel.MendEngineGateway(subnet);
            _repairs.Add(report.Edits);
            flaws = [.. flaws, .. report.Faults.Select(fault => fault.Words)];
        }

        _lastFailure = "";
        _backOff.Reset();
        Report(flaws.Length == 0
            ? new(NetworkName, ObjectState.Done)
            : new(NetworkName, ObjectState.Error, string.Join("; ", flaws)));
        CheckAfter(_settings.ReconcileInterval);
    }

    private void Create()
    {
        Block[] taken = [.. Taken(), .. _kernel.Routes()];
        Block? chosen = GatewaySubnets.Choose(_settings.EngineSubnet, SubnetKey, GatewaySubnets.ForEngine(), taken, out string refusal);
        if (chosen is not { } subnet)
        {
            Fail(refusal, ObjectState.Error);
            return;
        }

        _log.Info("making {0} with the subnet {1}", NetworkName, subnet);
        AwaitChange(_engine.CreateAsync(subnet, subnet.Start + 1));
    }

    private void AwaitChange(Task task) => Await(task, () => Changed.Instance, exception => new Failed(exception.Message));

    private void Fail(string reason, ObjectState state = ObjectState.Pending)
    {
        if (reason != _lastFailure)
        {
            _lastFailure = reason;
            _log.Warning("{0} cannot be maintained: {1}", NetworkName, reason);
        }

        Report(new(NetworkName, state, reason));
        CheckAfter(_backOff.Next());
    }

    private void CheckAfter(TimeSpan delay)
    {
        _isBusy = false;
        Timers.StartSingleTimer(CheckTimer, Check.Instance, delay);
    }

    private void Report(ObjectStatus status) => Context.Parent.Tell(new EngineSnapshot(status, _repairs.Count, _repairs.Last));

    private IEnumerable<string> Flaws(EngineGateway gateway)
    {
        const string Remedy = $"when no container uses it, remove it with 'docker network rm {NetworkName}' and meshnet recreates it";
        if (!gateway.IsolatesContainers)
        {
            yield return $"containers can reach each other through it (enable_icc is not false): {Remedy}";
        }

        if (!gateway.Masquerades)
        {
            yield return $"it does not hide its containers' addresses (enable_ip_masquerade is not true): {Remedy}";
        }

        if (_settings.EngineSubnet is { } wanted && gateway.Subnet != wanted)
        {
            yield return $"its subnet is {gateway.Subnet?.ToString() ?? "not IPv4"}, but {SubnetKey} is {wanted}: {Remedy}";
        }

        if (gateway.Subnet is { } subnet && Overlapping(subnet) is { } rival)
        {
            yield return $"its subnet {subnet} overlaps {rival}: {Remedy}";
        }
    }

    private string? Overlapping(Block subnet) =>
        _view!.Networks.Values.FirstOrDefault(network => network.Record.Subnet.Overlaps(subnet)) is { } network
            ? $"{network.Record.Subnet} of network {network.Record.Name}"
            : _settings.AutomaticPool.Overlaps(subnet) ? $"the pool of automatic subnets, {_settings.AutomaticPool}" : null;

    private IEnumerable<Block> Taken() =>
        _view!.Networks.Values.Select(network => network.Record.Subnet).Append(_settings.AutomaticPool);

    private sealed record Check
    {
        public static readonly Check Instance = new();
    }

    private sealed record Found(EngineGateway? Gateway);

    private sealed record Changed
    {
        public static readonly Changed Instance = new();
    }

    private sealed record Failed(string Reason);
}
