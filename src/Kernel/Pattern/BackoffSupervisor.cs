using System.Diagnostics.CodeAnalysis;
using Akka.Actor;

namespace Akka.Pattern;

/// <summary>
/// Stands before one child: passes messages on to it, and after a failure brings it back after a wait that grows with each failure. What the
/// child sends to it goes to its own parent.
/// </summary>
[SuppressMessage("Design", "CA1034", Justification = "Akka.NET nests the messages in here.")]
public sealed class BackoffSupervisor : UntypedActor, IWithTimers
{
    private static readonly object StartKey = new();
    private static readonly object ResetKey = new();

    private readonly BackoffOptions _options;
    private readonly OneForOneStrategy _strategy;
    private IActorRef? _child;
    private int _restartCount;
    private bool _childFailed;
    private bool _finalStop;

    internal BackoffSupervisor(BackoffOptions options)
    {
        _options = options;
        _strategy = new OneForOneStrategy(options.Strategy.MaxNumberOfRetries, options.Strategy.WithinTimeRange, Actor.Decider.From(Decide));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(BackoffOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Actor.Props.Create(() => new BackoffSupervisor(options));
    }

    /// <summary>Brings the child back whenever it has stopped.</summary>
    public static Props Props(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor) =>
        Props(Backoff.OnStop(childProps, childName, minBackoff, maxBackoff, randomFactor, -1));

    protected override SupervisorStrategy SupervisorStrategy() => _strategy;

    protected override void PreStart() => StartNow();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Terminated terminated when terminated.ActorRef.Equals(_child): HandleChildStopped(); break;
            case StartChild: StartNow(); break;
            case ResetRestartCount or Reset: _restartCount = 0; break;
            case GetCurrentChild: Sender.Tell(new CurrentChild(_child ?? ActorRefs.Nobody)); break;
            case GetRestartCount: Sender.Tell(new RestartCount(_restartCount)); break;
            default: PassOn(message); break;
        }
    }

    private Directive Decide(Exception cause)
    {
        var directive = _options.Strategy.Decider.Decide(cause);
        if (!_options.OnFailure || directive != Directive.Restart) return directive;

        // The child is stopped in the place of restarting it, and comes back after the wait.
        _childFailed = true;
        return Directive.Stop;
    }

    private void HandleChildStopped()
    {
        _child = null;
        Timers.Cancel(ResetKey);
        var comesBack = !_finalStop
            && (_childFailed || !_options.OnFailure)
            && (_options.MaxNrOfRetries < 0 || _restartCount < _options.MaxNrOfRetries);
        _childFailed = false;
        if (!comesBack)
        {
            Context.Stop(Self);
            return;
        }

        Timers.StartSingleTimer(StartKey, new StartChild(), _options.Delay(_restartCount, Context.Dispatcher.NextDouble()));
        _restartCount++;
    }

    private void StartNow()
    {
        if (_child is not null) return;
        _child = Context.Watch(Context.ActorOf(_options.ChildProps, _options.ChildName));
        if (_options.AutoReset is { } reset) Timers.StartSingleTimer(ResetKey, new ResetRestartCount(), reset);
    }

    private void PassOn(object message)
    {
        if (_child is null)
        {
            if (_options.ReplyWhileStopped is { } reply) Sender.Tell(reply);
            else Context.System.DeadLetters.Forward(message);
            return;
        }

        if (Sender.Equals(_child))
        {
            Context.Parent.Forward(message);
            return;
        }

        _finalStop |= _options.FinalStopMessage?.Invoke(message) == true;
        _child.Forward(message);
    }

    private sealed record StartChild;

    private sealed record ResetRestartCount;

    /// <summary>Asks for <see cref="CurrentChild"/>.</summary>
    public sealed class GetCurrentChild
    {
        private GetCurrentChild()
        {
        }

        public static GetCurrentChild Instance { get; } = new();
    }

    /// <summary>The child; Nobody while it is away.</summary>
    public sealed class CurrentChild(IActorRef @ref)
    {
        public IActorRef Ref { get; } = @ref;
    }

    /// <summary>Lets the count of restarts begin anew.</summary>
    public sealed class Reset
    {
        private Reset()
        {
        }

        public static Reset Instance { get; } = new();
    }

    /// <summary>Asks for <see cref="RestartCount"/>.</summary>
    public sealed class GetRestartCount
    {
        private GetRestartCount()
        {
        }

        public static GetRestartCount Instance { get; } = new();
    }

    public sealed class RestartCount(int count)
    {
        public int Count { get; } = count;
    }
}
