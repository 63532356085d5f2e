using MeshNet.Actors.DockerEvents.Describe;

namespace MeshNet.Actors.DockerEvents.Labels;

/// <summary>
/// Attaches one labelled container: an endpoint and its address, eth0, the way out, the names. While the container starts, its process
/// is found before the engine tells it, so that all is there before its first instruction; the ports follow with the engine's word.
/// Every step finds what an earlier attempt, or an earlier life of the daemon, has made.
/// </summary>
internal sealed class AttachErrand : Errand
{
    private readonly IEngine _engine;
    private readonly MeshActors _mesh;
    private readonly LabelTarget _container;
    private readonly string _resolverFile;
    private readonly Task<int> _process;
    private readonly List<string> _problems = [];
    private EngineContainerDetails? _details;
    private EndpointBound? _created;
    private int _processId;

    /// <param name="process">The search for the process of a container that starts; null for one that runs.</param>
    /// <param name="resolverFile">Where its resolv.conf lies unless the engine says otherwise.</param>
    public AttachErrand(
        IEngine engine, MeshActors mesh, TimeSpan patience, LabelTarget container, Task<int>? process, string resolverFile)
        : base(patience)
    {
        _engine = engine;
        _mesh = mesh;
        _container = container;
        _resolverFile = resolverFile;
        _process = process ?? Task.FromResult(0);
    }

    protected override void Begin()
    {
        LabelRequest request = _container.Request;
        Ask<EndpointBound>(
            _mesh.Mesh,
            new AttachContainer(
                request.NetworkName,
                _container.Endpoint,
                _container.Name,
                _container.Id,
                EndpointDescription.Names(_container.Name, _container.Id, request.Aliases),
                request.Address),
            created =>
            {
                _created = created;
                _process.PipeTo(Self, success: process => new ProcessFound(process));
                Await<ProcessFound>("the container's process", OnProcess, _ => Inspect(AttachInspected));
            });
    }

    protected override void Fail(string reason) => End(reason);

    private void OnProcess(ProcessFound found)
    {
        if (found.Process == 0)
        {
            Inspect(AttachInspected);
        }
        else
        {
            Attach(found.Process, _ => Inspect(AttachInspected));
        }
    }

    /// <summary>The engine's word is the last: it waits for the end of the start.</summary>
    private void Inspect(Action then)
    {
        _engine.InspectContainerAsync(_container.Id, CancellationToken.None).PipeTo(Self, success: details => new Inspected(details));
        Await<Inspected>("the engine", inspected =>
        {
            _details = inspected.Details;
            if (_details is not { Running: true })
            {
                Fail($"container {_container.Name} is no longer running");
            }
            else
            {
                then();
            }
        });
    }

    private void AttachInspected() => Attach(_details!.ProcessId, Fail);

    private void Attach(int process, Action<string> otherwise)
    {
        _processId = process;
        (NetworkId network, EndpointId endpoint, uint address, MacAddress mac) = _created!;
        Ask<LinkReady>(
            _mesh.Driver, new AttachLink(network, new(endpoint, address, mac), process), _ => Connect(Serve), otherwise);
    }

    private void Connect(Action then)
    {
        PublishedPorts published = PublishedPorts.Read(_details?.Ports ?? []);
        _problems.AddRange(published.Errors);
        Ask<Acknowledged>(
            _mesh.Gateway,
            new ConnectEgress(_container.Endpoint, _container.Id, _processId, published.Ports),
            _ => then(),
            reason =>
            {
                _problems.Add(reason);
                then();
            });
    }

    private void Serve()
    {
        string file = _details is { ResolverFile.Length: > 0 } details ? details.ResolverFile : _resolverFile;
        Ask<Acknowledged>(
            _mesh.Names,
            new ServeSandbox(_container.Endpoint, _created!.Network, $"/proc/{_processId}/ns/net", EngineResolver: false, file),
            _ => Complete(),
            reason =>
            {
                _problems.Add(reason);
                Complete();
            });
    }

    private void Complete()
    {
        if (_details is not null)
        {
            End(string.Join("; ", _problems));
            return;
        }
        Inspect(() =>
        {
            if (_details!.Ports.IsEmpty)
            {
                Complete();
            }
            else
            {
                Connect(Complete);
            }
        });
    }

    private void End(string error)
    {
        Context.Parent.Tell(new AttachDone(_container.Id, _created is null ? "" : Ipv4.ToText(_created.Address), error));
        Finish();
    }

    private sealed record ProcessFound(int Process);

    private sealed record Inspected(EngineContainerDetails? Details);
}

/// <param name="Address">Empty when it did not come to that.</param>
/// <param name="Error">Why it could not be attached, or what it lacks, as a sentence; empty when all is well.</param>
internal sealed record AttachDone(string ContainerId, string Address, string Error);
