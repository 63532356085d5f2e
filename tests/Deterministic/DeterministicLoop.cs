using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Dispatch;

namespace MeshNet.Deterministic;

/// <summary>
/// Runs any number of actor systems on the calling thread, in virtual time. Whose turn it is, among all actors that have something to do, is
/// drawn from a seeded generator; the clock stands still while any of them has, and moves only when the caller lets it. One seed gives one
/// history, in every process, which <see cref="Hash"/> proves.
/// </summary>
public sealed class DeterministicLoop
{
    private readonly LoopOptions _options;
    private readonly Config _config;
    private readonly RunQueue _ready;
    private readonly TimerHeap _timers = new();
    private readonly Dictionary<Type, ulong> _typeHashes = [];
    private readonly Random _akkasRandom;
    private int _runningThread;
    private volatile bool _strayed;
    private long _turns;

    /// <param name="seed">Decides the order of everything.</param>
    public DeterministicLoop(ulong seed, LoopOptions? options = null)
    {
        Prepare();
        _options = options ?? new LoopOptions();
        _config = LoopConfig.For(_options);
        _ready = new RunQueue(new SplitMix64(seed));
        _akkasRandom = new Random((int)(seed ^ (seed >> 32)));
        Seed = seed;
        Hash = StableHash.Append(StableHash.Seed, seed);
        AkkaInternals.SetThreadsRandom(_akkasRandom);
    }

    public ulong Seed { get; }

    /// <summary>Virtual time since the start.</summary>
    public TimeSpan Now { get; private set; }

    public DateTimeOffset UtcNow => _options.Epoch + Now;

    /// <summary>A rolling hash of (time, actor, type of message) of every delivery so far, and of what was mixed in.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Called before each delivery: to find where two histories part.</summary>
    public Action<TimeSpan, ActorPath, object>? Trace { get; set; }

    internal LoopOptions Options => _options;

    /// <summary>
    /// Does what must be done before any actor system runs in the process. The first loop does it too; a process that makes systems of another
    /// kind beside, as a test assembly may, calls it first.
    /// </summary>
    public static void Prepare() => AkkaInternals.MakeOrderOfChildrenStable();

    /// <summary>A system that runs here.</summary>
    public ActorSystem CreateSystem(string name)
    {
        AkkaInternals.SetThreadsRandom(_akkasRandom);
        ActorSystem system = ActorSystem.Create(name, BootstrapSetup.Create().WithConfig(_config).And(new LoopSetup(this)));
        if (_options.Log is { } log)
        {
            LogSink.Attach(system, _options.LogLevel, log);
        }

        return system;
    }

    /// <summary>Adds a value to <see cref="Hash"/>: a draw of one's own generator, the bytes of a datagram.</summary>
    public void Mix(ulong value) => Hash = StableHash.Append(Hash, value);

    /// <summary>For what belongs to no system: the network between them, the script of a test.</summary>
    public void Schedule(TimeSpan delay, Action action) => _timers.Add(new LoopTimer(null, Now + delay, action));

    /// <summary>Gives turns until nobody wants one. Time stands still.</summary>
    public void RunUntilIdle() => Run(static () => false, Now);

    /// <summary>Lets time pass, and does all that falls due meanwhile.</summary>
    public void Advance(TimeSpan by) => Run(static () => false, Now + by);

    /// <summary>Lets time pass until the condition holds, at most so long. Gives whether it does.</summary>
    public bool RunFor(TimeSpan atMost, Func<bool> until) => Run(until, Now + atMost);

    /// <summary>
    /// A question and its answer, without Akka's own Ask: that one completes on the thread pool, and gives up in real time. The task fails
    /// with an <see cref="AskTimeoutException"/> when no answer comes in time, and as a <see cref="Status.Failure"/> says.
    /// </summary>
    public Task<T> Ask<T>(IActorRef actor, object message, TimeSpan timeout)
    {
        LoopAsk<T> ask = new(this, actor, message, timeout);
        actor.Tell(message, ask);
        return ask.Answer;
    }

    /// <summary>
    /// Ends a system as a crash does: what it had queued and armed is gone, no PostStop runs, and what is sent to its actors from now on
    /// vanishes. The others do not notice.
    /// </summary>
    public void Abandon(ActorSystem system)
    {
        LoopDispatcher dispatcher = Own(system);
        dispatcher.IsAbandoned = true;
        _ready.RemoveAll(dispatcher);
        _timers.RemoveAll(dispatcher);
    }

    /// <summary>Stops giving turns and timers to a system, as if its process were suspended. What is sent to it waits.</summary>
    public void Pause(ActorSystem system) => _ready.Pause(Own(system));

    /// <summary>Lets a paused system go on; timers that fell due meanwhile fire now.</summary>
    public void Resume(ActorSystem system) => _ready.Resume(Own(system));

    internal void Execute(LoopDispatcher? owner, IRunnable work)
    {
        if (_runningThread != 0 && _runningThread != Environment.CurrentManagedThreadId)
        {
            // To throw here would not do: Akka swallows it. The loop does, at its next turn.
            _strayed = true;
            return;
        }

        _ready.Add(owner, work);
    }

    internal void Arm(LoopTimer timer) => _timers.Add(timer);

    internal void OnDelivery(ActorPath recipient, ulong recipientHash, object message)
    {
        while (message is IWrappedMessage wrapped)
        {
            message = wrapped.Message;
        }

        Type type = message.GetType();
        if (!_typeHashes.TryGetValue(type, out ulong typeHash))
        {
            _typeHashes.Add(type, typeHash = StableHash.Of(type.ToString()));
        }

        Hash = StableHash.Append(StableHash.Append(StableHash.Append(Hash, (ulong)Now.Ticks), recipientHash), typeHash);
        Trace?.Invoke(Now, recipient, message);
    }

    private bool Run(Func<bool> condition, TimeSpan limit)
    {
        if (_runningThread != 0)
        {
            throw new InvalidOperationException("The deterministic loop is running already: an actor must not run it.");
        }

        // With a context set, the runtime would hand what follows an await to the thread pool instead of running it here.
        SynchronizationContext? outerContext = SynchronizationContext.Current;
        ActorCell? outerCell = InternalCurrentActorCellKeeper.Current;
        _runningThread = Environment.CurrentManagedThreadId;
        SynchronizationContext.SetSynchronizationContext(null);
        InternalCurrentActorCellKeeper.Current = null;
        AkkaInternals.SetThreadsRandom(_akkasRandom);
        try
        {
            return RunCore(condition, limit);
        }
        finally
        {
            InternalCurrentActorCellKeeper.Current = outerCell;
            SynchronizationContext.SetSynchronizationContext(outerContext);
            _runningThread = 0;
        }
    }

    private bool RunCore(Func<bool> condition, TimeSpan limit)
    {
        while (!condition())
        {
            if (TakeTurn())
            {
                continue;
            }

            if (!_timers.TryPopDue(limit, out LoopTimer? timer))
            {
                if (limit > Now)
                {
                    MoveClock(limit);
                }

                return condition();
            }

            if (timer.FiredAt > Now)
            {
                MoveClock(timer.FiredAt);
            }

            if (timer.Owner is { IsPaused: true } paused)
            {
                _ready.Add(paused, new ActionRunnable(timer.Fire));
            }
            else
            {
                timer.Fire();
            }
        }

        return true;
    }

    private bool TakeTurn()
    {
        if (_strayed)
        {
            throw new InvalidOperationException(
                "A message came to a deterministic system from another thread while it was running: some code in it leaves virtual time "
                + "(Task.Run, a real timer, a socket). Nothing can be deterministic then.");
        }

        if (!_ready.TryTake(out IRunnable? work))
        {
            return false;
        }

        if (++_turns > _options.MaxTurnsPerInstant)
        {
            throw new InvalidOperationException(
                $"{_turns} turns were taken at {Now} without time moving on: actors keep each other busy. The last one was {work}.");
        }

        work.Run();
        return true;
    }

    private void MoveClock(TimeSpan to)
    {
        Now = to;
        _turns = 0;
    }

    private LoopDispatcher Own(ActorSystem system) =>
        system.Dispatchers.DefaultGlobalDispatcher is LoopDispatcher dispatcher && dispatcher.Loop == this
            ? dispatcher
            : throw new ArgumentException($"{system} does not run on this loop.", nameof(system));
}
