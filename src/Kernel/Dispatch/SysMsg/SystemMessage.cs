using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>
/// What the kernel's own parts say to each other. Handled before any user message. Each instance is sent once: it carries its own link in
/// the queue, so that no queue node has to be allocated.
/// </summary>
internal abstract class SystemMessage
{
    public SystemMessage? Next { get; set; }

    /// <summary>Must wait until the actor is no longer waiting for its children to stop.</summary>
    public virtual bool WaitsForChildren => false;

    /// <summary>Must wait until the actor is no longer suspended.</summary>
    public virtual bool WaitsForResume => false;
}

/// <summary>Make the first instance.</summary>
internal sealed class Create : SystemMessage;

/// <summary>Restart: make a new instance.</summary>
internal sealed class Recreate(Exception cause) : SystemMessage
{
    public Exception Cause { get; } = cause;

    public override bool WaitsForChildren => true;
}

internal sealed class Suspend : SystemMessage
{
    public override bool WaitsForChildren => true;
}

internal sealed class Resume(Exception? causedByFailure) : SystemMessage
{
    public Exception? CausedByFailure { get; } = causedByFailure;

    public override bool WaitsForChildren => true;
}

internal sealed class Terminate : SystemMessage;

/// <summary>A child tells its parent that it has failed and waits for the verdict.</summary>
internal sealed class Failed(LocalActorRef child, Exception cause) : SystemMessage
{
    public LocalActorRef Child { get; } = child;

    public Exception Cause { get; } = cause;

    public override bool WaitsForChildren => true;

    public override bool WaitsForResume => true;
}

internal sealed class Watch(InternalActorRef watchee, InternalActorRef watcher) : SystemMessage
{
    public InternalActorRef Watchee { get; } = watchee;

    public InternalActorRef Watcher { get; } = watcher;
}

internal sealed class Unwatch(InternalActorRef watchee, InternalActorRef watcher) : SystemMessage
{
    public InternalActorRef Watchee { get; } = watchee;

    public InternalActorRef Watcher { get; } = watcher;
}

internal sealed class DeathWatchNotification(InternalActorRef actor, bool existenceConfirmed) : SystemMessage
{
    public InternalActorRef Actor { get; } = actor;

    public bool ExistenceConfirmed { get; } = existenceConfirmed;
}

/// <summary>The rest of an asynchronous handler, to be run as its actor.</summary>
internal sealed class RunContinuation(ActorSynchronizationContext context, SendOrPostCallback callback, object? state) : SystemMessage
{
    public ActorSynchronizationContext Context { get; } = context;

    public void Invoke() => callback(state);
}

/// <summary>An asynchronous handler is done, or has failed.</summary>
internal sealed class HandlerCompleted(ActorSynchronizationContext context, Task task) : SystemMessage
{
    public ActorSynchronizationContext Context { get; } = context;

    public Task Task { get; } = task;
}
