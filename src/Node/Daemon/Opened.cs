using Akka.Event;

namespace MeshNet.Node.Daemon;

/// <summary>What was opened on the way to something bigger. It is closed in reverse order, each whatever becomes of the others.</summary>
public sealed class Opened(ILoggingAdapter log) : IAsyncDisposable
{
    private readonly Stack<(string Name, Func<ValueTask> Close)> _closers = new();

    /// <summary>Notes a thing to be disposed of, and gives it back.</summary>
    public T Add<T>(T thing)
        where T : notnull
    {
        _closers.Push((thing.GetType().Name, () => DisposeAsync(thing)));
        return thing;
    }

    public void Add(string name, Func<ValueTask> close) => _closers.Push((name, close));

    public async ValueTask DisposeAsync()
    {
        while (_closers.TryPop(out (string Name, Func<ValueTask> Close) next))
        {
            try
            {
                await next.Close().ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                // The rest must be closed all the same, and why it is being closed matters more than this.
                log.Warning("{0} could not be closed: {1}", next.Name, failure);
            }
        }
    }

    private static ValueTask DisposeAsync(object thing)
    {
        if (thing is IAsyncDisposable later)
        {
            return later.DisposeAsync();
        }

        ((IDisposable)thing).Dispose();
        return ValueTask.CompletedTask;
    }
}
