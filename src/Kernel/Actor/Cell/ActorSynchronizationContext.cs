using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>
/// Brings what follows an await back into the actor. One for each call of an asynchronous handler, so that it knows the message and the
/// sender that the handler began with.
/// </summary>
internal sealed class ActorSynchronizationContext(ActorCell cell, Envelope envelope) : SynchronizationContext
{
    private volatile bool _isOrphaned;

    public Envelope Envelope { get; } = envelope;

    /// <summary>The instance that the handler belongs to is no more.</summary>
    public bool IsOrphaned
    {
        get => _isOrphaned;
        set => _isOrphaned = value;
    }

    public override void Post(SendOrPostCallback d, object? state) => cell.Mailbox.PostSystem(new RunContinuation(this, d, state));

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("An actor cannot be waited for: use Post, or a message.");

    public override SynchronizationContext CreateCopy() => this;

    public void Completed(Task task) => cell.Mailbox.PostSystem(new HandlerCompleted(this, task));

    public void Run(Action action)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }
}
