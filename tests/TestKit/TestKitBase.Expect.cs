using Akka.Actor;

namespace Akka.TestKit;

/// <content>Expectations on the next message.</content>
public abstract partial class TestKitBase
{
    public T ExpectMsg<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Expect<T>(duration, hint, null).Message;
    }

    /// <summary>A message equal to this one.</summary>
    public T ExpectMsg<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Expect<T>(timeout, hint ?? $"equal to {message}", (one, _) => EqualityComparer<T>.Default.Equals(one, message)).Message;
    }

    public T ExpectMsg<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Expect<T>(timeout, hint ?? "that the predicate takes", (one, _) => isMessage(one)).Message;
    }

    /// <summary>A message that the action does not throw at.</summary>
    public T ExpectMsg<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (message, _) = Expect<T>(timeout, hint, null);
        assert(message);
        return message;
    }

    public T ExpectMsg<T>(Action<T, IActorRef> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (message, sender) = Expect<T>(timeout, hint, null);
        assert(message, sender);
        return message;
    }

    public T ExpectMsgFrom<T>(IActorRef sender, TimeSpan? duration = null, string? hint = null) =>
        Expect<T>(duration, hint ?? $"from {sender}", (_, from) => sender.Equals(from)).Message;

    public T ExpectMsgFrom<T>(IActorRef sender, T message, TimeSpan? timeout = null, string? hint = null) => Expect<T>(
        timeout, hint ?? $"{message} from {sender}", (one, from) => sender.Equals(from) && EqualityComparer<T>.Default.Equals(one, message)).Message;

    /// <summary>One of these.</summary>
    public T ExpectMsgAnyOf<T>(params T[] messages) =>
        Expect<T>(null, $"one of {string.Join(", ", messages)}", (one, _) => messages.Contains(one)).Message;

    /// <summary>All of these, in any order.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) => ExpectMsgAllOf(max: default(TimeSpan?), messages: messages);

    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan? max, params T[] messages)
    {
        var received = ReceiveN(messages.Length, max);
        var missing = messages.ToList();
        foreach (var message in received)
        {
            if (message is not T typed || !missing.Remove(typed))
                throw Failed($"Expected all of {string.Join(", ", messages)}; {message} is none of them, or one too many.");
        }

        return [.. received.Cast<T>()];
    }

    /// <summary>Nothing comes in so long; in virtual time, that much of it passes.</summary>
    public void ExpectNoMsg(TimeSpan? duration = null)
    {
        if (Take(duration ?? ExpectNoMsgDefault) is { } unexpected)
            throw Failed($"Expected no message, but {unexpected.Message} ({unexpected.Message.GetType()}) came from {unexpected.Sender}.");
    }

    public void ExpectNoMsg(int milliseconds) => ExpectNoMsg(TimeSpan.FromMilliseconds(milliseconds));

    public Terminated ExpectTerminated(IActorRef target, TimeSpan? timeout = null, string? hint = null) =>
        Expect<Terminated>(timeout, hint ?? $"of {target}", (one, _) => one.ActorRef.Equals(target)).Message;

    public ValueTask<T> ExpectMsgAsync<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ExpectMsg<T>(duration, hint, cancellationToken));

    public ValueTask<T> ExpectMsgAsync<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ExpectMsg(message, timeout, hint, cancellationToken));

    public ValueTask ExpectNoMsgAsync(TimeSpan? duration = null)
    {
        ExpectNoMsg(duration);
        return ValueTask.CompletedTask;
    }

    /// <summary>Repeats the action until it does not throw.</summary>
    public void AwaitAssert(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null)
    {
        ArgumentNullException.ThrowIfNull(assertion);
        Exception? last = null;
        var next = TimeSpan.Zero;
        var held = Time.WaitFor(
            () =>
            {
                if (Time.Now < next) return false;
                last = Try(assertion);
                next = Time.Now + (interval ?? TimeSpan.FromMilliseconds(10));
                return last is null;
            },
            Limit(duration));
        if (!held && (last = Try(assertion)) is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(last);
    }

    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max = null, string? message = null)
    {
        if (!Time.WaitFor(conditionIsFulfilled, Limit(max))) throw Failed($"The condition did not hold within {Limit(max)}.", message);
    }

    private static Exception? Try(Action assertion)
    {
        try
        {
            assertion();
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private (T Message, IActorRef Sender) Expect<T>(TimeSpan? duration, string? hint, Func<T, IActorRef, bool>? fits)
    {
        var envelope = Take(duration) ?? throw Failed($"Expected a {typeof(T)} within {Limit(duration)}, and none came.", hint);
        if (envelope.Message is not T typed)
            throw Failed($"Expected a {typeof(T)}, got {envelope.Message} ({envelope.Message.GetType()}) from {envelope.Sender}.", hint);
        if (fits is not null && !fits(typed, envelope.Sender))
            throw Failed($"Expected a {typeof(T)} {hint}, got {typed} from {envelope.Sender}.");
        return (typed, envelope.Sender);
    }
}
