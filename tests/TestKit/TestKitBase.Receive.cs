namespace Akka.TestKit;

/// <content>Taking messages out of the inbox.</content>
public abstract partial class TestKitBase
{
    private TimeSpan? _deadline;

    /// <summary>What is left of the time that <see cref="Within(TimeSpan, Action)"/> gave; the default outside of it.</summary>
    public TimeSpan RemainingOrDefault => _deadline is { } deadline ? Max(deadline - Time.Now, TimeSpan.Zero) : DefaultTimeout;

    /// <summary>The next message, or null when none comes in time.</summary>
    public object? ReceiveOne(TimeSpan? max = null) => Take(max)?.Message;

    /// <summary>The next so many messages.</summary>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan? max = null)
    {
        var end = Time.Now + Limit(max);
        var received = new List<object>(numberOfMessages);
        while (received.Count < numberOfMessages)
        {
            var next = Take(Max(end - Time.Now, TimeSpan.Zero))
                ?? throw Failed($"Expected {numberOfMessages} messages within {Limit(max)}, got {received.Count}.");
            received.Add(next.Message);
        }

        return received;
    }

    /// <summary>What the filter makes of the messages, up to the first one that it gives null for, or until none comes.</summary>
    public IReadOnlyList<T> ReceiveWhile<T>(TimeSpan? max, Func<object, T?> filter, int msgs = int.MaxValue)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(filter);
        var end = Time.Now + Limit(max);
        var results = new List<T>();
        while (results.Count < msgs && Time.WaitFor(() => _inbox.HasMessages, Max(end - Time.Now, TimeSpan.Zero)))
        {
            if (!_inbox.TryPeek(out var next) || filter(next.Message) is not { } result) break;
            _inbox.TryTake(out _);
            results.Add(result);
        }

        return results;
    }

    /// <summary>Passes over messages until one fits.</summary>
    public T FishForMessage<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "")
    {
        ArgumentNullException.ThrowIfNull(isMessage);
        var end = Time.Now + Limit(max);
        while (Take(Max(end - Time.Now, TimeSpan.Zero)) is { } next)
        {
            if (next.Message is T typed && isMessage(typed)) return typed;
        }

        throw Failed($"Expected a {typeof(T)} that fits within {Limit(max)}, and none came. {hint}");
    }

    public object FishForMessage(Predicate<object> isMessage, TimeSpan? max = null, string hint = "") =>
        FishForMessage<object>(isMessage, max, hint);

    /// <summary>The action, and the expectations in it, must be done in the time.</summary>
    public void Within(TimeSpan max, Action action) => Within(TimeSpan.Zero, max, action);

    public void Within(TimeSpan min, TimeSpan max, Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var start = Time.Now;
        var outer = _deadline;
        _deadline = outer is { } end && end < start + max ? end : start + max;
        try
        {
            action();
        }
        finally
        {
            _deadline = outer;
        }

        var took = Time.Now - start;
        if (took < min) throw Failed($"The block took {took}, and should have taken at least {min}.");
        if (took > max) throw Failed($"The block took {took}, and should have taken at most {max}.");
    }

    private protected MessageEnvelope? Take(TimeSpan? max)
    {
        MessageEnvelope? taken = null;
        return Time.WaitFor(() => _inbox.TryTake(out taken!), Limit(max)) ? taken : null;
    }

    private protected TestKitException Failed(string message, string? hint = null) =>
        new($"{message}{(string.IsNullOrEmpty(hint) ? "" : $" ({hint})")} {_inbox.Describe()}");

    private TimeSpan Limit(TimeSpan? max) => _deadline is { } deadline
        ? Min(max ?? TimeSpan.MaxValue, Max(deadline - Time.Now, TimeSpan.Zero))
        : max ?? DefaultTimeout;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
