using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>What the system runs on, and with it what its clock is. Several systems may share a deterministic dispatcher.</summary>
public sealed class DispatcherSetup(MessageDispatcher dispatcher) : Setup
{
    public MessageDispatcher Dispatcher { get; } = dispatcher;
}
