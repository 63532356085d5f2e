using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>
/// Keeps an asynchronous method that belongs to a system, but to none of its actors, on the system's dispatcher: whoever completes what it
/// awaits, it goes on in a turn of its own.
/// </summary>
internal sealed class DispatcherSynchronizationContext(ActorSystemImpl system) : SynchronizationContext
{
    /// <summary>Begins the method in a turn of its own.</summary>
    public void Start(Action begin) => system.Dispatcher.Execute(new ActionWork(system, () => Run(begin)));

    public override void Post(SendOrPostCallback d, object? state) => Start(() => d(state));

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("A dispatcher cannot be waited for: use Post.");

    public override SynchronizationContext CreateCopy() => this;

    private void Run(Action action)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }
}
