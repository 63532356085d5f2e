using MeshNet.Actors.DockerEvents;

namespace MeshNet.Actors.Plugin;

/// <summary>
/// One NetworkDriver.DeleteNetwork. dockerd writes a plugin's refusal to its own log, removes the network all the same and tells the
/// user that it did: so a refusal is also said where the user can find it.
/// </summary>
internal sealed class UnbindErrand(IActorRef mesh, TimeSpan patience, UnbindNetwork unbind, IActorRef caller) : Errand(patience)
{
    protected override void Begin() => Ask<Acknowledged>(mesh, unbind, End);

    protected override void Fail(string reason)
    {
        Context.System.EventStream.Publish(new Notice(
            $"'docker network rm' was refused, although Docker reported success, and the network is back on this host: {reason}"));
        End(new Refused(reason));
    }

    private void End(object answer)
    {
        caller.Tell(answer);
        Finish();
    }
}
