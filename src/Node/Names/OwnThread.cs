namespace MeshNet.Node.Names;

/// <summary>Work that waits for the kernel, on a thread of its own instead of one of the pool's, which answer queries.</summary>
internal static class OwnThread
{
    public static Task RunAsync(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public static Task<T> RunAsync<T>(Func<T> function) =>
        Task.Factory.StartNew(function, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
