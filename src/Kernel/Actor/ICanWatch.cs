namespace Akka.Actor;

/// <summary>Death watch.</summary>
public interface ICanWatch
{
    /// <summary><see cref="Terminated"/> arrives once <paramref name="subject"/> has stopped, at once if it has already.</summary>
    IActorRef Watch(IActorRef subject);

    /// <summary>As <see cref="Watch"/>, with a message of one's own in the place of <see cref="Terminated"/>.</summary>
    /// <exception cref="InvalidOperationException">The subject is being watched with another message.</exception>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>No notice arrives any more, not even one that is already in the mailbox.</summary>
    IActorRef Unwatch(IActorRef subject);
}
