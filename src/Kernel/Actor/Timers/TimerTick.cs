using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// A timer has fired. The actor sees <see cref="Message"/>, if the timer that sent this is still the one under its key. One object serves a
/// timer for all of its ticks.
/// </summary>
internal sealed class TimerTick(object key, object message, bool repeats)
    : IAutoReceivedMessage, INotInfluenceReceiveTimeout, IDeadLetterSuppression, IAdmittedWhenFull
{
    private int _admitted;

    public object Key { get; } = key;

    public object Message { get; } = message;

    public bool Repeats { get; } = repeats;

    public ICancelable? Cancelable { get; set; }

    /// <summary>A mailbox that is full takes one tick of each timer at a time.</summary>
    public bool TryAdmit() => Interlocked.Exchange(ref _admitted, 1) == 0;

    public void NoteDelivered() => Volatile.Write(ref _admitted, 0);

    public override string ToString() => $"<Timer {Key}: {Message}>";
}
