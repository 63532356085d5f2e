using Akka.Event;

namespace Akka.Actor;

/// <summary>What runs once when a system has terminated, last registered first.</summary>
internal sealed class TerminationCallbacks
{
    private readonly Lock _gate = new();
    private Stack<Action>? _callbacks = new();

    public void Add(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        lock (_gate)
        {
            if (_callbacks is not null)
            {
                _callbacks.Push(callback);
                return;
            }
        }

        callback();
    }

    public void Run(LoggingBus log)
    {
        Stack<Action> callbacks;
        lock (_gate)
        {
            callbacks = _callbacks ?? new Stack<Action>();
            _callbacks = null;
        }

        foreach (var callback in callbacks)
        {
            try
            {
                callback();
            }
            catch (Exception failure)
            {
                log.Error(failure, nameof(ActorSystem), typeof(ActorSystem), "a callback of RegisterOnTermination failed");
            }
        }
    }
}
