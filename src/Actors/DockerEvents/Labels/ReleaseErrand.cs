namespace MeshNet.Actors.DockerEvents.Labels;

/// <summary>
/// Takes down what <see cref="AttachErrand"/> made, in reverse. It tries everything: what one part cannot remove is no reason to leave
/// the rest, and that part's own reconcile comes back to it.
/// </summary>
internal sealed class ReleaseErrand(MeshActors mesh, TimeSpan patience, string containerId, EndpointId endpoint) : Errand(patience)
{
    private readonly Queue<(IActorRef Target, object Question)> _steps = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();

    protected override void Begin() => Ask<MeshView>(mesh.Mesh, GetMeshView.Instance, Plan, Skip);

    protected override void Fail(string reason) => Skip(reason);

    private void Plan(MeshView view)
    {
        _steps.Enqueue((mesh.Names, new ReleaseSandbox(endpoint)));
        _steps.Enqueue((mesh.Gateway, new DisconnectEgress(endpoint)));
        foreach (NetworkView network in view.Networks.Values.Where(network => network.Endpoints.ContainsKey(endpoint)))
        {
            _steps.Enqueue((mesh.Driver, new RemoveLink(network.Id, endpoint)));
        }

        _steps.Enqueue((mesh.Mesh, new DeleteEndpoint(endpoint)));
        Next();
    }

    private void Next()
    {
        if (_steps.TryDequeue(out (IActorRef Target, object Question) step))
        {
            Ask<Acknowledged>(step.Target, step.Question, _ => Next(), Skip);
            return;
        }
        Context.Parent.Tell(new ReleaseDone(containerId));
        Finish();
    }

    private void Skip(string reason)
    {
        _log.Warning("cleaning up after container {0}: {1}", containerId, reason);
        Next();
    }
}

internal sealed record ReleaseDone(string ContainerId);
