namespace MeshNet.Actors.Driver;

/// <summary>
/// Keeps one overlay on this host as the replica has it. It acts on levels, not on edges: whatever happened, the next plan is made from
/// the newest view and compared with what is there.
/// </summary>
internal sealed class NetworkActor : ReceiveActor, IWithTimers, IBlocks
{
    private const string RetryTimer = "retry";
    private const string LookTimer = "look";
    private const string MissingTimer = "missing";

    private readonly NetworkId _network;
    private readonly NetworkKernel _kernel;
    private readonly ISandboxLocator _sandboxes;
    private readonly DriverSettings _settings;
    private readonly LocalEndpoints _locals = new();
    private MeshView _view;
    private bool _viewIsNew;
    private long _requests;
    private ImmutableSortedSet<EndpointId> _missing = [];
    private ImmutableSortedSet<string> _unknownPorts = [];
    private ImmutableSortedDictionary<EndpointId, string> _notes = ImmutableSortedDictionary<EndpointId, string>.Empty;

    public NetworkActor(NetworkId network, MeshView view, IOverlayKernel kernel, ISandboxLocator sandboxes, DriverSettings settings)
    {
        _network = network;
        _view = view;
        _kernel = new NetworkKernel(network, kernel, Context.GetLogger(), new BackOff(settings.RetryDelayMin, settings.RetryDelayMax));
        _sandboxes = sandboxes;
        _settings = settings;
        Replicate();

        Receive<MeshView>(OnView);
        Receive<ApplyView>(_ => Step(Apply));
        Receive<NetworkLook>(look => Step(() => Look(look.IsPeriodic)));
        Receive<ObjectsDeleted>(_ => OnObjectsDeleted());
        Receive<PrepareLink>(request => Step(() => MakeLink(
            request.Link.Endpoint, (kernel, plan) => kernel.PrepareLink(plan, request.Link))));
        Receive<AttachLink>(request => Step(() => MakeLink(
            request.Link.Endpoint, (kernel, plan) => kernel.AttachLink(plan, request.Link, request.ProcessId))));
        Receive<RemoveLink>(request => Step(() => Remove(request.Endpoint)));
        Receive<ConfirmMissing>(_ => Step(Locate));
        Receive<SandboxFound>(found => Step(() => Reattach(found)));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Step(() => Look(periodic: false));

    /// <summary>Views that arrived while the kernel kept us busy are worth one step together.</summary>
    private void OnView(MeshView view)
    {
        if (!_viewIsNew)
        {
            _viewIsNew = true;
            Self.Tell(ApplyView.Instance);
        }

        _view = view;
    }

    /// <summary>After every step: what failed is tried again, what is known is told, and an actor with nothing left says so.</summary>
    private void Step(Action action)
    {
        action();
        if (_kernel.NeedsRetry && !Timers.IsTimerActive(RetryTimer))
        {
            Timers.StartSingleTimer(RetryTimer, new NetworkLook(IsPeriodic: false), _kernel.NextRetryDelay());
        }

        Context.Parent.Tell(new NetworkSnapshot(
            _network, _kernel.Plan, Obstacle(), _kernel.Faults, _unknownPorts, _notes, _kernel.Counters, _kernel.LastRepair));
        if (_kernel.IsAbsent && _locals.IsSettled)
        {
            Context.Parent.Tell(new NetworkIdle(_network, _requests));
        }
    }

    private void OnObjectsDeleted()
    {
        if (!Timers.IsTimerActive(LookTimer))
        {
            Timers.StartSingleTimer(LookTimer, new NetworkLook(IsPeriodic: false), _settings.LinkEventDelay);
        }
    }

    private void Apply()
    {
        Replicate();
        RemoveDoomed();
        if (_locals.Current.IsEmpty || MakePlan() is not { } plan || !_kernel.TryChange(plan))
        {
            Look(periodic: false);
        }
    }

    private void Replicate()
    {
        _viewIsNew = false;
        NetworkView? network = _view.Networks.GetValueOrDefault(_network);
        _locals.Replicate(network is null
            ? []
            : [.. network.Endpoints.Values.Where(endpoint => endpoint.Owner == _view.Self).Select(endpoint => endpoint.Id)]);
        _notes = _notes.RemoveRange(_notes.Keys.Where(endpoint => !_locals.Current.Contains(endpoint)));
    }

    private NetworkPlan? MakePlan() =>
        _view.Networks.TryGetValue(_network, out NetworkView? network) ? NetworkPlanner.Plan(_view, network, _locals.Current) : null;

    private string Obstacle() =>
        !_view.Networks.ContainsKey(_network) ? "the network is no longer in the mesh" : "this host has no VXLAN address in the mesh yet";

    /// <summary>Compares everything, repairs what differs, and removes the overlay when this host no longer has anything on it.</summary>
    private void Look(bool periodic)
    {
        NetworkPlan? plan = MakePlan();
        bool isUsed = !_locals.Current.IsEmpty || !_kernel.Inspect().IsEmpty;
        ImmutableArray<OverlayPort> ports = isUsed && plan is not null ? _kernel.Reconcile(plan) : _kernel.Inspect();
        PortReview review = _locals.Review(ports, periodic);
        _unknownPorts = review.Unknown;
        RemoveDoomed();
        Suspect(review.Missing);
        if (_locals.Current.IsEmpty && !_kernel.NeedsRetry && ports.All(port => review.Doomed.Contains(port.Name)))
        {
            _kernel.Delete();
        }
    }

    private void MakeLink(EndpointId endpoint, Func<IOverlayKernel, NetworkPlan, OverlayReport> make)
    {
        _requests++;
        bool isNew = !_locals.Current.Contains(endpoint);
        _locals.Claim(endpoint);
        string? refusal = MakePlan() is { } plan ? _kernel.MakeLink(plan, kernel => make(kernel, plan)) : Obstacle();
        if (refusal is null)
        {
            Sender.Tell(new LinkReady(endpoint, OverlayLinks.NameOf(endpoint)));
            return;
        }

        Sender.Tell(new Refused($"the endpoint's interface could not be made on this host: {refusal}"));
        // A repeated request that fails is no reason to take the veth of a running container away.
        if (isNew)
        {
            _locals.End(endpoint);
        }

        Look(periodic: false);
    }

    /// <summary>Answered before the work: deleting a veth takes 16 ms, and nobody who stops a container has to wait for them.</summary>
    private void Remove(EndpointId endpoint)
    {
        _requests++;
        Sender.Tell(Acknowledged.Instance);
        _locals.End(endpoint);
        RemoveDoomed();
        if (_locals.Current.IsEmpty)
        {
            Look(periodic: false);
        }
    }

    private void RemoveDoomed()
    {
        foreach (string port in _locals.Doomed)
        {
            if (_kernel.RemoveLink(port).Succeeded)
            {
                _locals.Removed(port);
            }
        }
    }

    /// <summary>A missing veth may belong to a container that is just ending; only one that stays missing is recreated.</summary>
    private void Suspect(ImmutableSortedSet<EndpointId> missing)
    {
        _missing = missing;
        _notes = _notes.RemoveRange(_notes.Keys.Where(endpoint => !missing.Contains(endpoint)));
        if (!missing.IsEmpty && !Timers.IsTimerActive(MissingTimer))
        {
            Timers.StartSingleTimer(MissingTimer, ConfirmMissing.Instance, _settings.MissingLinkDelay);
        }
    }

    private void Locate()
    {
        ImmutableSortedSet<EndpointId> suspected = _missing;
        _missing = _locals.Review(_kernel.Inspect(), periodic: false).Missing;
        foreach (EndpointId endpoint in _missing.Intersect(suspected))
        {
            string container = RecordOf(endpoint)?.ContainerId ?? "";
            if (container.Length == 0)
            {
                _notes = _notes.SetItem(endpoint, "its interface is gone, and its container is not known yet");
                continue;
            }

            _notes = _notes.SetItem(endpoint, "its interface is gone; looking for its container");
            _sandboxes.FindProcessAsync(container).PipeTo(
                Self,
                success: process => new SandboxFound(endpoint, process, "its container is not running"),
                failure: exception => new SandboxFound(endpoint, null, $"looking for its container failed: {exception.Message}"));
        }
    }

    private void Reattach(SandboxFound found)
    {
        if (!_missing.Contains(found.Endpoint) || RecordOf(found.Endpoint) is not { } record || _kernel.Plan is not { } plan)
        {
            return;
        }

        if (found.ProcessId is not { } process)
        {
            _notes = _notes.SetItem(found.Endpoint, $"its interface is gone: {found.Reason}");
            return;
        }

        if (_kernel.RepairLink(plan, new(found.Endpoint, record.Address, record.Mac), process))
        {
            _missing = _missing.Remove(found.Endpoint);
            _notes = _notes.Remove(found.Endpoint);
        }
    }

    private EndpointRecord? RecordOf(EndpointId endpoint) => _locals.Current.Contains(endpoint)
        ? _view.Networks.GetValueOrDefault(_network)?.Endpoints.GetValueOrDefault(endpoint)?.Record
        : null;

    private sealed record ApplyView
    {
        public static readonly ApplyView Instance = new();
    }

    private sealed record ConfirmMissing
    {
        public static readonly ConfirmMissing Instance = new();
    }
}
