using Akka.Actor;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>
/// Runs any number of systems on the calling thread, in virtual time. Whose turn it is, among all actors that have a message, is drawn
/// from a seeded generator; the clock stands still while any of them has, and moves only when the caller lets it. The same seed gives the
/// same run, which <see cref="Hash"/> proves.
/// </summary>
public sealed class DeterministicDispatcher : MessageDispatcher, IDeliveryObserver
{
    private readonly RunQueue _ready;
    private readonly TimerHeap _timers;
    private readonly Dictionary<Type, ulong> _typeHashes = [];
    private readonly DateTimeOffset _epoch;
    private SplitMix64 _jitter;
    private int _runningThread;
    private long _steps;

    /// <param name="seed">Decides the order of everything.</param>
    /// <param name="epoch">What the time of day is at the start; 2026-01-01 UTC by default.</param>
    /// <param name="throughput">Messages an actor handles in its turn: 1 mixes most, more is faster.</param>
    public DeterministicDispatcher(ulong seed, DateTimeOffset? epoch = null, int throughput = 1)
        : base(throughput)
    {
        Seed = seed;
        _epoch = epoch ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        _ready = new RunQueue(new SplitMix64(seed));
        _jitter = new SplitMix64(~seed);
        _timers = new TimerHeap { Now = () => Now };
        Scheduler = new DeterministicScheduler(this, null);
        Hash = StableHash.Append(StableHash.Seed, seed);
    }

    public ulong Seed { get; }

    /// <summary>Virtual time since the start.</summary>
    public TimeSpan Now { get; private set; }

    public DateTimeOffset UtcNow => _epoch + Now;

    /// <summary>A rolling hash of (time, actor path, message type) of every delivery so far, and of what was mixed in.</summary>
    public ulong Hash { get; private set; }

    /// <summary>User messages delivered so far.</summary>
    public long DeliveredCount { get; private set; }

    /// <summary>Nothing is left to do at the present moment.</summary>
    public bool IsIdle => _ready.Count == 0;

    /// <summary>When the next timer is due, or null with none armed.</summary>
    public TimeSpan? NextDue => _timers.NextDue;

    /// <summary>More steps than this without time moving means that actors keep each other busy for ever.</summary>
    public long MaxStepsPerInstant { get; init; } = 50_000_000;

    /// <summary>For what belongs to no system: the network between them, the script of a test.</summary>
    public DeterministicScheduler Scheduler { get; }

    /// <summary>To make a system that runs here: <c>ActorSystem.Create("node1", dispatcher.Setup)</c>.</summary>
    public ActorSystemSetup Setup => ActorSystemSetup.Create(new DispatcherSetup(this));

    /// <summary>Called before each delivery: to find where two runs part.</summary>
    public Action<TimeSpan, ActorPath, object>? Trace { get; set; }

    internal override IDeliveryObserver Observer => this;

    internal override LoggingSetup DefaultLogging { get; } = new(LogLevel.InfoLevel);

    /// <summary>Adds a value to <see cref="Hash"/>: a draw of one's own generator, the bytes of a datagram.</summary>
    public void Mix(ulong value) => Hash = StableHash.Append(Hash, value);

    /// <summary>Gives one actor its turn. False when none wants it.</summary>
    public bool Step()
    {
        Enter();
        try
        {
            return StepCore();
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Gives turns until nobody wants one. Time stands still.</summary>
    public void RunUntilIdle() => RunUntil(Now);

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan by) => RunUntil(Now + by);

    /// <summary>Lets time pass up to a moment, and does all that falls due until then.</summary>
    public void RunUntil(TimeSpan time) => RunUntil(static () => false, time);

    /// <summary>Lets time pass until the condition holds, at most so long. Gives whether it does.</summary>
    public bool RunFor(TimeSpan atMost, Func<bool> until) => RunUntil(until, Now + atMost);

    /// <summary>
    /// Ends a system as a crash does: what it had queued and armed is gone, no PostStop runs, and what is sent to its actors from now on
    /// vanishes. The others do not notice.
    /// </summary>
    public void Abandon(ActorSystem system)
    {
        var abandoned = Own(system);
        abandoned.Abandon();
        _ready.RemoveAll(abandoned);
        Disarm(abandoned);
    }

    /// <summary>Stops giving turns and timers to a system, as if its process were suspended. What is sent to it waits.</summary>
    public void Pause(ActorSystem system) => _ready.Pause(Own(system));

    /// <summary>Lets a paused system go on; timers that fell due meanwhile fire now.</summary>
    public void Resume(ActorSystem system) => _ready.Resume(Own(system));

    void IDeliveryObserver.OnDelivery(ActorPath recipient, object message)
    {
        if (message is TimerTick tick) message = tick.Message;
        DeliveredCount++;
        var type = message.GetType();
        if (!_typeHashes.TryGetValue(type, out var typeHash)) _typeHashes.Add(type, typeHash = StableHash.Of(type.ToString()));
        Hash = StableHash.Append(StableHash.Append(StableHash.Append(Hash, (ulong)Now.Ticks), recipient.Hash), typeHash);
        Trace?.Invoke(Now, recipient, message);
    }

    internal override void Execute(IThreadPoolWorkItem work)
    {
        if (_runningThread != 0 && _runningThread != Environment.CurrentManagedThreadId)
        {
            throw new InvalidOperationException(
                "A message came to a deterministic system from another thread while it was running: some code in it leaves virtual time " +
                "(Task.Run, a real timer, a socket). Nothing can be deterministic then.");
        }

        _ready.Add(work);
    }

    internal override SchedulerBase CreateScheduler(ActorSystemImpl system) => new DeterministicScheduler(this, system);

    internal override double NextDouble() => _jitter.NextDouble();

    internal override TaskCompletionSource<T> NewPromise<T>() => new();

    // Continuations run inside the call that completes a promise, so that call gets a turn of its own, outside of any actor.
    internal override void Complete(ActorSystemImpl system, Action completion) => Execute(new ActionWork(system, completion));

    internal override void Dispose(ActorSystemImpl system) => Abandon(system);

    internal ICancelable Arm(object? owner, TimeSpan delay, TimeSpan? interval, Action action) =>
        _timers.Add(owner, Now + delay, interval, action);

    internal void Disarm(object owner) => _timers.RemoveAll(owner);

    private bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        Enter();
        try
        {
            while (!condition())
            {
                if (StepCore()) continue;
                if (!_timers.TryPopDue(limit, out var timer))
                {
                    if (limit > Now) MoveClock(limit);
                    return condition();
                }

                if (timer.FiredAt > Now) MoveClock(timer.FiredAt);
                if (timer.Owner is ActorSystemImpl system && _ready.IsPaused(system)) _ready.Add(new ActionWork(system, timer.Fire));
                else timer.Fire();
            }

            return true;
        }
        finally
        {
            Exit();
        }
    }

    private bool StepCore()
    {
        if (!_ready.TryTake(out var work)) return false;
        if (++_steps > MaxStepsPerInstant)
        {
            throw new InvalidOperationException(
                $"{_steps} turns were taken at {Now} without time moving on: actors keep each other busy. The last one was {Name(work)}.");
        }

        work.Execute();
        return true;
    }

    private void MoveClock(TimeSpan to)
    {
        Now = to;
        _steps = 0;
    }

    private SynchronizationContext? _outerContext;

    private void Enter()
    {
        if (_runningThread != 0) throw new InvalidOperationException("The deterministic dispatcher is running already: an actor must not run it.");
        _runningThread = Environment.CurrentManagedThreadId;

        // With a context set, the runtime would hand the continuations of awaits to the thread pool instead of running them here.
        _outerContext = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
    }

    private void Exit()
    {
        SynchronizationContext.SetSynchronizationContext(_outerContext);
        _runningThread = 0;
    }

    private ActorSystemImpl Own(ActorSystem system) => system is ActorSystemImpl own && ReferenceEquals(own.Dispatcher, this)
        ? own
        : throw new ArgumentException($"{system} does not run on this dispatcher.", nameof(system));

    private static string Name(IThreadPoolWorkItem work) => work is Mailbox mailbox ? mailbox.Owner.Path.ToString() : work.ToString()!;
}
