using Akka.Actor;

namespace MeshNet.Kernel.Tests;

/// <summary>Answers every message with itself.</summary>
internal sealed class Echo : ReceiveActor
{
    public Echo() => ReceiveAny(message => Sender.Tell(message));
}

/// <summary>Fails with the exception it is sent, tells the observer of each turn of its life, and answers the rest.</summary>
internal sealed class Fallible : ReceiveActor
{
    private readonly IActorRef _observer;

    public Fallible(IActorRef observer)
    {
        _observer = observer;
        Receive<Exception>(failure => throw failure);
        ReceiveAny(message => Sender.Tell(message));
    }

    protected override void PreStart() => _observer.Tell("PreStart");

    protected override void PostStop() => _observer.Tell("PostStop");

    protected override void PreRestart(Exception reason, object? message)
    {
        _observer.Tell($"PreRestart {reason.Message} {message?.GetType().Name}");
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason)
    {
        _observer.Tell($"PostRestart {reason.Message}");
        base.PostRestart(reason);
    }
}

/// <summary>Makes children of the props it is sent, under a strategy.</summary>
internal sealed class Parent : ReceiveActor
{
    private readonly SupervisorStrategy? _strategy;

    public Parent(SupervisorStrategy? strategy = null)
    {
        _strategy = strategy;
        Receive<Props>(props => Sender.Tell(Context.ActorOf(props)));
        Receive<(Props Props, string Name)>(child => Sender.Tell(Context.ActorOf(child.Props, child.Name)));
        Receive<Exception>(failure => throw failure);
    }

    protected override SupervisorStrategy SupervisorStrategy() => _strategy ?? base.SupervisorStrategy();
}
