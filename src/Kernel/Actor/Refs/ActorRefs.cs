namespace Akka.Actor;

public static class ActorRefs
{
    /// <summary>The sender of what was sent by no actor. Sending to it is a mistake; see <see cref="Nobody"/>.</summary>
    public static readonly IActorRef? NoSender;

    /// <summary>A reference that can be sent to, with nobody behind it.</summary>
    public static readonly IActorRef Nobody = Actor.Nobody.Instance;
}
