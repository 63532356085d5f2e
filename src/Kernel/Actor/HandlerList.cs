namespace Akka.Actor;

/// <summary>The handlers of one behaviour of a ReceiveActor, in the order of declaration.</summary>
internal sealed class HandlerList
{
    private readonly List<Func<object, bool>> _handlers = [];
    private bool _complete;

    public void Add(Func<object, bool> handler)
    {
        if (_complete)
            throw new InvalidOperationException("A handler was declared after one that takes every message, so it could never run: declare ReceiveAny last.");
        _handlers.Add(handler);
    }

    public void AddLast(Func<object, bool> handler)
    {
        Add(handler);
        _complete = true;
    }

    public bool Handle(object message)
    {
        foreach (var handler in _handlers)
        {
            if (handler(message)) return true;
        }

        return false;
    }
}
