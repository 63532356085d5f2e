namespace Akka.Actor;

/// <summary>What extensions may do with a system.</summary>
public abstract class ExtendedActorSystem : ActorSystem
{
    private protected ExtendedActorSystem()
    {
    }

    /// <summary>The parent of all actors that are made with <see cref="IActorRefFactory.ActorOf"/> on the system.</summary>
    public abstract IActorRef Guardian { get; }

    /// <summary>The parent of the kernel's and the extensions' actors; it stops after <see cref="Guardian"/>.</summary>
    public abstract IActorRef SystemGuardian { get; }

    public abstract IActorRef SystemActorOf(Props props, string? name = null);
}
