using System.Runtime.ExceptionServices;

namespace MeshNet.Simulation.Runs;

/// <summary>
/// Runs a history on a thread that has no synchronization context and no task scheduler of anybody's: with one, the runtime would hand what
/// follows an await to other threads, out of virtual time.
/// </summary>
internal static class OwnThread
{
    public static T Run<T>(Func<T> history)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                result = history();
            }
            catch (Exception thrown)
            {
                failure = ExceptionDispatchInfo.Capture(thrown);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }
}
