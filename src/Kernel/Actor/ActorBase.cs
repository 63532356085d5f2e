using Akka.Event;

namespace Akka.Actor;

/// <summary>What every actor is made from: a behaviour, a life cycle and a strategy for its children.</summary>
public abstract class ActorBase
{
    private readonly ActorCell _cell;

    /// <exception cref="ActorInitializationException">Called by <c>new</c> outside of Props.</exception>
    protected ActorBase() => _cell = ActorCell.Current
        ?? throw new ActorInitializationException($"{GetType()} was made by new: actors are made by ActorOf(Props.Create(() => new ...)).");

    /// <exception cref="NotSupportedException">Called outside of a running actor, for instance from another thread.</exception>
    protected static IActorContext Context => ActorCell.RequireCurrent();

    protected IActorRef Self => _cell.Self;

    protected IActorRef Sender => _cell.Sender;

    internal virtual Receive InitialBehavior => Receive;

    /// <summary>The first behaviour: true when the message was handled.</summary>
    protected abstract bool Receive(object message);

    /// <summary>Runs before the first message, and after a restart unless PostRestart is overridden.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>Runs after the last message, and before a restart unless PreRestart is overridden.</summary>
    protected virtual void PostStop()
    {
    }

    /// <summary>Runs on the failed instance: stops the children, then calls <see cref="PostStop"/>.</summary>
    protected virtual void PreRestart(Exception reason, object? message)
    {
        foreach (var child in _cell.GetChildren())
        {
            _cell.Unwatch(child);
            _cell.Stop(child);
        }

        PostStop();
    }

    /// <summary>Runs on the new instance: calls <see cref="PreStart"/>.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>Takes what no handler took: publishes <see cref="UnhandledMessage"/>; an unhandled Terminated fails the actor.</summary>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated) throw new DeathPactException(terminated.ActorRef);
        _cell.SystemImpl.Counters.CountUnhandled();
        _cell.SystemImpl.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    /// <summary>What is done with children that fail.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    protected void Become(Receive receive) => _cell.Become(receive);

    protected void BecomeStacked(Receive receive) => _cell.BecomeStacked(receive);

    protected void UnbecomeStacked() => _cell.UnbecomeStacked();

    protected void SetReceiveTimeout(TimeSpan? timeout) => _cell.SetReceiveTimeout(timeout);

    public virtual void AroundPreStart() => PreStart();

    public virtual void AroundPostStop() => PostStop();

    public virtual void AroundPreRestart(Exception cause, object? message) => PreRestart(cause, message);

    public virtual void AroundPostRestart(Exception cause, object? message) => PostRestart(cause);

    /// <summary>Hands a message to the behaviour, and to <see cref="Unhandled"/> if that did not take it.</summary>
    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        if (receive(message)) return true;
        Unhandled(message);
        return false;
    }

    internal SupervisorStrategy OwnStrategy() => SupervisorStrategy();

    internal ActorCell Cell => _cell;
}
