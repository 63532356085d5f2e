namespace Akka.Actor;

/// <summary>A message and who sent it; no sender where no actor did.</summary>
public readonly struct Envelope(object message, IActorRef? sender)
{
    public object Message { get; } = message;

    public IActorRef? Sender { get; } = sender;

    public override string ToString() => $"<{Message}> from {Sender?.ToString() ?? "no sender"}";
}
