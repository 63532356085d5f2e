namespace Akka.Actor;

/// <summary>
/// An actor whose behaviour is a list of handlers: the first that fits takes the message. Handlers are declared in the constructor, or in
/// the action given to Become, and nowhere else.
/// </summary>
public abstract class ReceiveActor : UntypedActor
{
    private readonly HandlerList _initial = new();
    private HandlerList? _open;

    protected ReceiveActor() => _open = _initial;

    internal sealed override Receive InitialBehavior
    {
        get
        {
            _open = null;
            return _initial.Handle;
        }
    }

    protected sealed override void OnReceive(object message) =>
        throw new InvalidOperationException($"{GetType()} is driven by its handlers; OnReceive is never called.");

    protected void Become(Action configure) => base.Become(Configure(configure));

    protected void BecomeStacked(Action configure) => base.BecomeStacked(Configure(configure));

    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Open().Add(message =>
        {
            if (message is not T typed || (shouldHandle is not null && !shouldHandle(typed))) return false;
            handler(typed);
            return true;
        });
    }

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <summary>The handler itself says whether it took the message.</summary>
    protected void Receive<T>(Func<T, bool> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Open().Add(message => message is T typed && handler(typed));
    }

    protected void Receive(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null)
    {
        ArgumentNullException.ThrowIfNull(messageType);
        Receive(handler, message => messageType.IsInstanceOfType(message) && (shouldHandle is null || shouldHandle(message)));
    }

    /// <summary>Takes whatever is left: nothing can be declared after it.</summary>
    protected void ReceiveAny(Action<object> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Open().AddLast(message =>
        {
            handler(message);
            return true;
        });
    }

    /// <summary>No other message is handled before the returned task is done.</summary>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Receive(message => RunTask(() => handler(message)), shouldHandle);
    }

    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => ReceiveAsync(handler, shouldHandle);

    protected void ReceiveAsync(Type messageType, Func<object, Task> handler, Predicate<object>? shouldHandle = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Receive(messageType, message => RunTask(() => handler(message)), shouldHandle);
    }

    protected void ReceiveAnyAsync(Func<object, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ReceiveAny(message => RunTask(() => handler(message)));
    }

    private HandlerList Open() => _open ?? throw new InvalidOperationException(
        $"{GetType()} declared a handler outside of its constructor and outside of Become's action.");

    private Receive Configure(Action configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var outer = _open;
        var handlers = _open = new HandlerList();
        try
        {
            configure();
        }
        finally
        {
            _open = outer;
        }

        return handlers.Handle;
    }
}
