namespace Akka.Actor;

/// <summary>Ask: a message whose answer is awaited.</summary>
public static class Futures
{
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<object>(message, timeout, CancellationToken.None);

    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<object>(message, null, cancellationToken);

    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(message, timeout, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);

    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, null, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<T>(_ => message, timeout, cancellationToken);

    /// <summary>Sends a message with a reference that takes one answer, and gives the answer.</summary>
    /// <param name="self">Whom to ask.</param>
    /// <param name="messageFactory">Makes the message, given the reference that the answer goes to.</param>
    /// <param name="timeout">How long to wait; the system's setting (for ever, by default) when null.</param>
    /// <param name="cancellationToken">Cancels the task; the message has been sent all the same.</param>
    /// <returns>
    /// The answer. Faults with <see cref="AskTimeoutException"/>, with the cause of a <see cref="Status.Failure"/>, or with
    /// <see cref="ArgumentException"/> when the answer has another type.
    /// </returns>
    /// <exception cref="ArgumentException">There is no actor system to ask in.</exception>
    public static Task<T> Ask<T>(
        this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(self);
        ArgumentNullException.ThrowIfNull(messageFactory);
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        var future = new FutureActorRef<T>(SystemOf(self));
        future.Arm(timeout, cancellationToken);
        self.Tell(messageFactory(future), future);
        return future.Task;
    }

    private static ActorSystemImpl SystemOf(ICanTell target) => target switch
    {
        Nobody => ActorCell.Current?.SystemImpl,
        InternalActorRef reference => reference.System,
        ActorSelection selection => selection.System,
        _ => ActorCell.Current?.SystemImpl,
    }
    ?? throw new ArgumentException($"Cannot ask {target}: it belongs to no ActorSystem, and neither does the caller.", nameof(target));
}
