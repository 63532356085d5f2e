namespace Akka.TestKit;

/// <summary>Counts the events that fit while an action runs.</summary>
public sealed class EventFilterApplier
{
    private readonly TestKitBase _kit;
    private readonly string _description;
    private readonly Func<object, bool> _fits;

    internal EventFilterApplier(TestKitBase kit, string description, Func<object, bool> fits)
    {
        _kit = kit;
        _description = description;
        _fits = fits;
    }

    public void ExpectOne(Action action) => Expect(1, action);

    public void Expect(int expectedCount, Action action) => Expect(expectedCount, _kit.RemainingOrDefault, action);

    /// <summary>So many, no more and no fewer. With none expected, the time is waited to its end.</summary>
    public void Expect(int expectedCount, TimeSpan timeout, Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var count = 0;
        var listener = new EventListener(_kit.Sys, e =>
        {
            if (_fits(e)) Interlocked.Increment(ref count);
        });
        _kit.Sys.EventStream.Subscribe<object>(listener);
        try
        {
            action();
            var limit = expectedCount == 0 ? _kit.ExpectNoMsgDefault : timeout;
            _kit.Time.WaitFor(() => Volatile.Read(ref count) > expectedCount || (expectedCount > 0 && Volatile.Read(ref count) == expectedCount), limit);
        }
        finally
        {
            _kit.Sys.EventStream.Unsubscribe(listener);
        }

        if (count != expectedCount) throw new TestKitException($"Expected {expectedCount} x {_description} within {timeout}, saw {count}.");
    }
}
