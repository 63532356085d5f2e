using Akka.Actor.Internal;
using MeshNet.Actors.Driver;

namespace MeshNet.Actors.MeshNode;

/// <summary>
/// Restarts a child that failed, whatever it failed of: at once the first time, later after delays that double as long as it goes on failing.
/// Until then it is suspended and keeps its mailbox, so what others have sent and wait for is answered late, not lost. It is never given up:
/// a node without one of its actors would look alive and do half its work.
/// </summary>
internal sealed class RestartWithBackOff() : OneForOneStrategy(_ => Directive.Restart)
{
    private static readonly TimeSpan DelayMin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan DelayMax = TimeSpan.FromSeconds(10);

    /// <summary>Who has worked for so long is well again.</summary>
    private static readonly TimeSpan Recovered = TimeSpan.FromMinutes(1);

    private readonly SortedDictionary<string, History> _histories = new(StringComparer.Ordinal);

    public override void ProcessFailure(
        IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children)
    {
        TimeSpan delay = NextDelay(child.Path.Name, context.System.Scheduler.MonotonicClock);
        if (delay == TimeSpan.Zero)
        {
            RestartChild(child, cause, suspendFirst: false);
        }
        else
        {
            // A restart is a system message, which may be sent from anywhere, and which a child that was stopped meanwhile ignores.
            context.System.Scheduler.Advanced.ScheduleOnce(delay, () => RestartChild(child, cause, suspendFirst: false));
        }
    }

    private TimeSpan NextDelay(string child, TimeSpan now)
    {
        if (!_histories.TryGetValue(child, out History? history))
        {
            _histories.Add(child, history = new History());
        }

        bool isFirst = history.BackAt is not { } backAt || now - backAt >= Recovered;
        if (isFirst)
        {
            history.Delays.Reset();
        }

        TimeSpan delay = isFirst ? TimeSpan.Zero : history.Delays.Next();
        history.BackAt = now + delay;
        return delay;
    }

    private sealed class History
    {
        public BackOff Delays { get; } = new(DelayMin, DelayMax);

        /// <summary>When it was last restarted, or will be.</summary>
        public TimeSpan? BackAt { get; set; }
    }
}
