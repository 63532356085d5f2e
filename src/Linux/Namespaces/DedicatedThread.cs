using System.Runtime.ExceptionServices;

namespace MeshNet.Linux.Namespaces;

/// <summary>
/// A thread for one function that changes its own network namespace. The thread ends afterwards, so that no other work
/// ever runs in the wrong namespace.
/// </summary>
internal static class DedicatedThread
{
    /// <summary>Enough for a parser in a library; only the part that is touched is really used.</summary>
    private const int StackBytes = 1024 * 1024;

    public static T Run<T>(Func<T> function)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(Body, StackBytes) { IsBackground = true, Name = "network namespace" };
        // Without the caller's execution context: nothing of it is needed, and copying it costs.
        thread.UnsafeStart();
        thread.Join();
        failure?.Throw();
        return result!;

        void Body()
        {
            try
            {
                result = function();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        }
    }
}
