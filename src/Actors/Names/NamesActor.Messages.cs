namespace MeshNet.Actors.Names;

public sealed partial class NamesActor
{
    private sealed record Started(string Path, long Attempt, INameServer Server);

    private sealed record StartFailed(string Path, Exception Cause);

    /// <param name="Cause">Null: the sandbox is gone.</param>
    private sealed record Ended(string Path, long Attempt, Exception? Cause);

    /// <param name="Cause">Null: the sandbox is as it was found.</param>
    private sealed record Stopped(string Path, Exception? Cause);

    private sealed record Retry(string Path, long Attempt);
}
