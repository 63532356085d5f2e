using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <content>Handlers that await: the mailbox stands still, and each piece of the handler runs as the actor.</content>
internal sealed partial class ActorCell
{
    private List<ActorSynchronizationContext>? _pendingHandlers;

    public void RunTask(Func<Task> handler)
    {
        var context = new ActorSynchronizationContext(this, _envelope);
        Task? task = null;
        context.Run(() => task = handler());
        if (task is null) throw new InvalidOperationException($"An asynchronous handler of {Props.Type} gave null in the place of a task.");
        if (task.IsCompleted)
        {
            task.GetAwaiter().GetResult();
            return;
        }

        (_pendingHandlers ??= []).Add(context);
        Mailbox.IsAwaiting = true;
        task.ContinueWith(
            static (done, state) => ((ActorSynchronizationContext)state!).Completed(done),
            context,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private void ContinueHandler(RunContinuation continuation)
    {
        if (continuation.Context.IsOrphaned)
        {
            Dispatcher.Execute(new DetachedContinuation(SystemImpl, continuation));
            return;
        }

        _envelope = continuation.Context.Envelope;
        continuation.Context.Run(continuation.Invoke);
    }

    private void CompleteHandler(HandlerCompleted completed)
    {
        if (_pendingHandlers is null || !_pendingHandlers.Remove(completed.Context)) return;
        _envelope = completed.Context.Envelope;
        if (_pendingHandlers.Count == 0)
        {
            _pendingHandlers = null;
            Mailbox.IsAwaiting = false;
        }

        completed.Task.GetAwaiter().GetResult();
        if (_receiveTimeout is not null) NoteActivity(_envelope.Message);
        _envelope = default;
    }

    /// <summary>The instance is going: what is left of its handlers runs to its end, but no longer as the actor.</summary>
    private void OrphanPendingHandlers()
    {
        if (_pendingHandlers is null) return;
        foreach (var context in _pendingHandlers) context.IsOrphaned = true;
        _pendingHandlers = null;
        Mailbox.IsAwaiting = false;
    }
}
