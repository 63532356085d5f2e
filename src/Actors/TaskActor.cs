namespace MeshNet.Actors;

/// <summary>
/// An actor that begins tasks and receives what they came to. A restarted actor keeps its address and its mailbox, so results of what a
/// former life began reach the present one, which knows nothing of them: they are dropped here. What such a result holds is the former
/// life's to give back, in its PostStop.
/// </summary>
public abstract class TaskActor : ReceiveActor
{
    /// <summary>Has the task's end received as what <paramref name="success"/> or <paramref name="failure"/> makes of it.</summary>
    protected void Await<T>(Task<T> task, Func<T, object> success, Func<Exception, object> failure) => task.PipeTo(
        Self, success: result => new Outcome(this, success(result)), failure: cause => new Outcome(this, failure(cause)));

    protected void Await(Task task, Func<object> success, Func<Exception, object> failure) => task.PipeTo(
        Self, success: () => new Outcome(this, success()), failure: cause => new Outcome(this, failure(cause)));

    protected override bool AroundReceive(Receive receive, object message) =>
        message is not Outcome outcome ? base.AroundReceive(receive, message)
        : ReferenceEquals(outcome.Life, this) && base.AroundReceive(receive, outcome.Message);

    private sealed record Outcome(TaskActor Life, object Message);
}
