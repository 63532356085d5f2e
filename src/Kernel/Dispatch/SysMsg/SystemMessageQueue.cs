namespace Akka.Dispatch.SysMsg;

/// <summary>
/// Many writers, one reader, no allocation: writers push on a stack, the reader takes the whole stack and turns it round.
/// </summary>
internal struct SystemMessageQueue
{
    private SystemMessage? _top;

    public readonly bool IsEmpty => Volatile.Read(in _top) is null;

    public void Enqueue(SystemMessage message)
    {
        SystemMessage? top;
        do
        {
            top = Volatile.Read(ref _top);
            message.Next = top;
        }
        while (!ReferenceEquals(Interlocked.CompareExchange(ref _top, message, top), top));
    }

    /// <summary>All that waits, oldest first, linked by <see cref="SystemMessage.Next"/>.</summary>
    public SystemMessage? TakeAll()
    {
        var newest = Interlocked.Exchange(ref _top, null);
        SystemMessage? oldest = null;
        while (newest is not null)
        {
            var older = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = older;
        }

        return oldest;
    }
}
