namespace MeshNet.Actors.DockerEvents.Mirror;

/// <summary>Looks a network of the engine up as it is now, and tells the mesh about it.</summary>
/// <param name="request">What is told of it; throws when there is nothing that could be.</param>
internal sealed class MirrorErrand(
    IEngine engine, IActorRef mesh, TimeSpan patience, MirrorStep step, string engineNetworkId, Func<EngineNetwork, IMeshRequest> request)
    : Errand(patience)
{
    protected override void Begin()
    {
        engine.InspectNetworkAsync(engineNetworkId, CancellationToken.None).PipeTo(Self, success: Look);
        Await<Looked>("the engine", looked =>
        {
            if (looked.Request is null)
            {
                End(new MirrorGone(step, engineNetworkId));
            }
            else
            {
                Ask<NetworkBound>(mesh, looked.Request, _ => End(new MirrorDone(step)));
            }
        });
    }

    protected override void Fail(string reason) => End(new MirrorFailed(step, reason));

    private Looked Look(EngineNetwork? network) => new(network is null ? null : request(network));

    private void End(object outcome)
    {
        Context.Parent.Tell(outcome);
        Finish();
    }

    private sealed record Looked(IMeshRequest? Request);
}
