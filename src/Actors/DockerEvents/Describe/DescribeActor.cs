namespace MeshNet.Actors.DockerEvents.Describe;

/// <summary>
/// Keeps what the mesh knows of this host's containers as the engine has it: names, aliases, health. Whatever an event says, the
/// container is inspected and described as it is then; many events of one container are one inspection.
/// </summary>
internal sealed class DescribeActor : TaskActor, IWithTimers
{
    private const string RetryTimer = "retry";
    private const int AttemptsMax = 6;

    private readonly IEngine _engine;
    private readonly MeshActors _mesh;
    private readonly DockerEventsOptions _options;
    private readonly SortedSet<string> _wanted = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _inspecting = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private ImmutableSortedSet<string> _strangers = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
    private MeshView? _view;

    public DescribeActor(IEngine engine, MeshActors mesh, DockerEventsOptions options)
    {
        _engine = engine;
        _mesh = mesh;
        _options = options;
        Receive<EngineEvent>(happened => Want(happened.ContainerId), Concerns);
        Receive<EngineEvent>(_ => { });
        Receive<EngineListed>(listed =>
        {
            _view ??= listed.View;
            OnListed(listed.Listing, _view);
        });
        Receive<EngineAway>(_ => _wanted.Clear());
        Receive<MeshView>(view =>
        {
            _view = view;
            Inspect();
        });
        Receive<Inspected>(OnInspected);
        Receive<NotInspected>(OnNotInspected);
        Receive<Retry>(_ => OnRetry());
        Receive<Acknowledged>(_ => { });
        Receive<Refused>(refused => Context.Parent.Tell(new Notice(refused.Reason)));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe<MeshView>(Self);
        _mesh.Mesh.Tell(GetMeshView.Instance);
    }

    private static bool Concerns(EngineEvent happened) => happened.Kind switch
    {
        EngineEventKind.ContainerStarted or EngineEventKind.ContainerRenamed or EngineEventKind.ContainerHealthChanged => true,
        EngineEventKind.NetworkConnected => happened.Driver == EngineNames.Driver,
        _ => false,
    };

    private void OnListed(EngineListing listing, MeshView view)
    {
        if (listing.First)
        {
            ImmutableSortedSet<string> ours = listing.Ours.Select(network => network.Id).ToImmutableSortedSet(StringComparer.Ordinal);
            IEnumerable<EngineContainer> concerned = listing.Containers.Where(container => container.Running
                && (container.Labels.ContainsKey(EngineNames.NetworkLabel) || container.Networks.Any(ours.Contains)));
            _wanted.UnionWith(concerned.Select(container => container.Id));
        }
        ImmutableSortedSet<string>.Builder strangers = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (EngineNetwork network in listing.Ours)
        {
            foreach (EngineAttachment attachment in network.Attachments.Where(attachment => attachment.ContainerId.Length != 0))
            {
                Compare(view, network, attachment, strangers);
            }
        }
        _strangers = strangers.ToImmutable();
        Inspect();
    }

    /// <summary>
    /// An endpoint that the mesh does not know may be joining this moment; one that it still does not know at the next list was made
    /// before this node's store was lost, and only a new start gives it an address of the mesh's.
    /// </summary>
    private void Compare(MeshView view, EngineNetwork network, EngineAttachment attachment, ImmutableSortedSet<string>.Builder strangers)
    {
        EndpointId endpoint = EndpointId.Parse(attachment.EndpointId);
        EndpointView? known = view.Networks.Values
            .Select(one => one.Endpoints.GetValueOrDefault(endpoint))
            .FirstOrDefault(one => one is not null && one.Owner == view.Self);
        if (known is null)
        {
            strangers.Add(attachment.EndpointId);
            if (_strangers.Contains(attachment.EndpointId))
            {
                Context.Parent.Tell(new Notice(
                    $"container {attachment.ContainerName} is on network {network.Name} in this host's engine, but the mesh does not know it: "
                    + $"restart it with 'docker restart {attachment.ContainerName}'"));
            }
        }
        else if (known.Record.ContainerId != attachment.ContainerId || known.Record.Name != attachment.ContainerName)
        {
            _wanted.Add(attachment.ContainerId);
        }
    }

    private void Want(string containerId)
    {
        _wanted.Add(containerId);
        Inspect();
    }

    private void Inspect()
    {
        if (_view is null)
        {
            return;
        }

        int room = Math.Max(0, _options.ContainersMax - _inspecting.Count);
        foreach (string id in _wanted.Where(id => !_inspecting.Contains(id)).Take(room).ToArray())
        {
            _wanted.Remove(id);
            _inspecting.Add(id);
            Await(
                _engine.InspectContainerAsync(id, CancellationToken.None),
                details => new Inspected(id, details),
                failure => new NotInspected(id, failure.Message));
        }
    }

    private void OnInspected(Inspected inspected)
    {
        _inspecting.Remove(inspected.Id);
        _failures.Remove(inspected.Id);
        if (inspected.Details is { Running: true } details)
        {
            foreach (DescribeEndpoint description in EndpointDescription.Of(details, _view!))
            {
                _mesh.Mesh.Tell(description);
            }
        }
        Inspect();
    }

    /// <summary>A start that takes long keeps the container's lock for as long: its own event comes when it is over.</summary>
    private void OnNotInspected(NotInspected failed)
    {
        _inspecting.Remove(failed.Id);
        int failures = _failures[failed.Id] = _failures.GetValueOrDefault(failed.Id) + 1;
        if (failures >= AttemptsMax)
        {
            _failures.Remove(failed.Id);
            Context.Parent.Tell(new Notice($"container {failed.Id} could not be inspected: {failed.Reason}"));
        }
        else if (!Timers.IsTimerActive(RetryTimer))
        {
            Timers.StartSingleTimer(RetryTimer, Retry.Instance, _options.Again.After(failures));
        }
        Inspect();
    }

    private void OnRetry()
    {
        _wanted.UnionWith(_failures.Keys.Where(id => !_inspecting.Contains(id)));
        Inspect();
    }

    private sealed record Inspected(string Id, EngineContainerDetails? Details);

    private sealed record NotInspected(string Id, string Reason);

    private sealed record Retry
    {
        public static readonly Retry Instance = new();
    }
}
