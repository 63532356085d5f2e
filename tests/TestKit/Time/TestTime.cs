namespace Akka.TestKit;

/// <summary>How a test waits: for real, or by letting virtual time pass.</summary>
internal abstract class TestTime
{
    public abstract TimeSpan Now { get; }

    /// <summary>True as soon as the condition holds; false when it does not within the time.</summary>
    public abstract bool WaitFor(Func<bool> condition, TimeSpan atMost);
}
