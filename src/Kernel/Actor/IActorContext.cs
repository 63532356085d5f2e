using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>What an actor may do while it runs. Not to be used from other threads.</summary>
public interface IActorContext : IActorRefFactory, ICanWatch
{
    IActorRef Self { get; }

    /// <summary>Who sent the message being handled; dead letters where nobody did.</summary>
    IActorRef Sender { get; }

    IActorRef Parent { get; }

    Props Props { get; }

    ActorSystem System { get; }

    MessageDispatcher Dispatcher { get; }

    TimeSpan? ReceiveTimeout { get; }

    /// <summary>The child of that name, or Nobody.</summary>
    IActorRef Child(string name);

    /// <summary>The children, oldest first.</summary>
    IEnumerable<IActorRef> GetChildren();

    /// <summary>Replaces the behaviour.</summary>
    void Become(Receive receive);

    /// <summary>Lays a behaviour over the present one.</summary>
    void BecomeStacked(Receive receive);

    /// <summary>Takes the topmost behaviour away; the last one stays.</summary>
    void UnbecomeStacked();

    /// <summary>Stops an actor after the message it is handling.</summary>
    void Stop(IActorRef child);

    /// <summary>Sends <see cref="Actor.ReceiveTimeout"/> after so long without a message, again and again; null ends it.</summary>
    void SetReceiveTimeout(TimeSpan? receiveTimeout);
}
