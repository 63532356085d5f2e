namespace Akka.Actor;

/// <summary>
/// Sends the outcome of a task as a message, so that an actor can go on meanwhile. A failure arrives as <see cref="Status.Failure"/> unless
/// <c>failure</c> makes something else of it. The functions run outside of the actor.
/// </summary>
public static class PipeToSupport
{
    public static Task PipeTo<T>(
        this Task<T> taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null)
    {
        ArgumentNullException.ThrowIfNull(taskToPipe);
        return Pipe(taskToPipe, recipient, sender, () => success is null ? taskToPipe.Result : success(taskToPipe.Result), failure);
    }

    public static Task PipeTo<T>(
        this ValueTask<T> taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        taskToPipe.AsTask().PipeTo(recipient, sender, success, failure);

    /// <summary>A task without a result is told of only where <paramref name="success"/> says what to tell.</summary>
    public static Task PipeTo(
        this Task taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null)
    {
        ArgumentNullException.ThrowIfNull(taskToPipe);
        return Pipe(taskToPipe, recipient, sender, () => success?.Invoke(), failure);
    }

    public static Task PipeTo(
        this ValueTask taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null) =>
        taskToPipe.AsTask().PipeTo(recipient, sender, success, failure);

    // ContinueWith, not await: it runs on the thread that completes the task whatever that thread's context is, so virtual time keeps hold of it.
    private static Task Pipe(Task task, ICanTell recipient, IActorRef? sender, Func<object?> success, Func<Exception, object>? failure)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return task.ContinueWith(
            done =>
            {
                if (Outcome(done, success, failure) is { } message) recipient.Tell(message, sender);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private static object? Outcome(Task done, Func<object?> success, Func<Exception, object>? failure)
    {
        try
        {
            if (done.IsCompletedSuccessfully) return success();
        }
        catch (Exception thrown)
        {
            return Fail(thrown, failure);
        }

        return Fail(done.Exception?.GetBaseException() ?? new TaskCanceledException(done), failure);
    }

    private static object Fail(Exception cause, Func<Exception, object>? failure) => failure is null ? new Status.Failure(cause) : failure(cause);
}
