namespace MeshNet.Actors.DockerEvents;

/// <summary>One connection to the engine's events. Whatever it says carries it along, so that the words of an old one can be told.</summary>
internal sealed class EngineStream : IDisposable
{
    private readonly CancellationTokenSource _end = new();

    private EngineStream()
    {
    }

    /// <param name="happened">Called for each event, from any thread.</param>
    /// <param name="ended">Called once unless the stream is disposed of, with the reason.</param>
    public static EngineStream Open(
        IEngine engine, long? since, Action<EngineStream, EngineEvent> happened, Action<EngineStream, string> ended)
    {
        EngineStream stream = new();
        CancellationToken token = stream._end.Token;
        engine.WatchAsync(since, one => happened(stream, one), token).ContinueWith(
            watch =>
            {
                if (!token.IsCancellationRequested)
                {
                    ended(stream, watch.Exception?.GetBaseException().Message ?? "the engine closed its event stream");
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return stream;
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }
}
