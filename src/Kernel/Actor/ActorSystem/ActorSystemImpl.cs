using System.Diagnostics.CodeAnalysis;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

internal sealed class ActorSystemImpl : ExtendedActorSystem
{
    private readonly TaskCompletionSource<Done> _terminated;
    private readonly TerminationCallbacks _callbacks = new();
    private readonly MailboxSetup _mailboxes;
    private readonly GuardianTree _guardians;
    private readonly ExtensionTable _extensions;
    private long _lastUid;

    public ActorSystemImpl(string name, ActorSystemSetup setup)
    {
        Name = name;
        Dispatcher = setup.Get<DispatcherSetup>()?.Dispatcher ?? new ThreadPoolDispatcher();
        SchedulerImpl = setup.Get<SchedulerSetup>()?.Scheduler ?? Dispatcher.CreateScheduler(this);
        var logging = setup.Get<LoggingSetup>() ?? Dispatcher.DefaultLogging;
        Settings = new Settings(logging.LogLevel);
        RootPath = ActorPath.Root(new Address("akka", name));
        LoggingBus = new LoggingBus(this, logging.LogLevel, logging.Sinks);
        Log = Logging.GetLogger(this, name);
        DeadLetterRef = new DeadLetterActorRef(this);
        DeadLetterLog = new DeadLetterLog(this, Settings.LogDeadLetters);
        IgnoreRef = new IgnoreActorRef(this);
        StartTime = SchedulerImpl.MonotonicClock;
        _mailboxes = setup.Get<MailboxSetup>() ?? MailboxSetup.Empty;
        _terminated = Dispatcher.NewPromise<Done>();
        ShutdownSetup = setup.Get<CoordinatedShutdownSetup>() ?? CoordinatedShutdownSetup.Default;
        _extensions = new ExtensionTable(this);
        _guardians = new GuardianTree(this);
    }

    public override string Name { get; }

    public override Settings Settings { get; }

    public override TimeSpan StartTime { get; }

    public override TimeSpan Uptime => SchedulerImpl.MonotonicClock - StartTime;

    public override EventStream EventStream { get; } = new();

    public override IActorRef DeadLetters => DeadLetterRef;

    public override IActorRef IgnoreRef { get; }

    public override IScheduler Scheduler => SchedulerImpl;

    public override ILoggingAdapter Log { get; }

    public override SystemCounters Counters { get; } = new();

    public override Task WhenTerminated => _terminated.Task;

    public override IActorRef Guardian => _guardians.User;

    public override IActorRef SystemGuardian => _guardians.System;

    public MessageDispatcher Dispatcher { get; }

    public SchedulerBase SchedulerImpl { get; }

    public ActorPath RootPath { get; }

    public DeadLetterActorRef DeadLetterRef { get; }

    public DeadLetterLog DeadLetterLog { get; }

    public LoggingBus LoggingBus { get; }

    public CoordinatedShutdownSetup ShutdownSetup { get; }

    public LocalActorRef Root => _guardians.Root;

    public bool IsTerminating { get; private set; }

    public long NextUid() => Interlocked.Increment(ref _lastUid);

    public override IActorRef ActorOf(Props props, string? name = null) => _guardians.User.Cell.AttachChild(props, name, isInternal: false);

    public override IActorRef SystemActorOf(Props props, string? name = null) => _guardians.System.Cell.AttachChild(props, name, isInternal: true);

    public override ActorSelection ActorSelection(string actorPath) => Actor.ActorSelection.From(this, _guardians.User, actorPath);

    public override ActorSelection ActorSelection(ActorPath actorPath)
    {
        ArgumentNullException.ThrowIfNull(actorPath);
        return ActorSelection(actorPath.ToString());
    }

    public override void Stop(IActorRef actor)
    {
        var reference = InternalActorRef.Of(actor);
        if (reference.Parent is LocalActorRef parent) parent.Cell.Children.NoteStopping(reference);
        reference.Stop();
    }

    public override Task Terminate()
    {
        if (ShutdownSetup.RunByActorSystemTerminate) CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        else FinalTerminate();
        return WhenTerminated;
    }

    /// <summary>Stops the actors, and nothing before.</summary>
    public void FinalTerminate()
    {
        IsTerminating = true;
        _guardians.User.Stop();
    }

    public override object RegisterExtension(IExtensionId extension) => _extensions.Register(extension);

    public override bool TryGetExtension<T>([MaybeNullWhen(false)] out T extension) => _extensions.TryGet(out extension);

    public override void RegisterOnTermination(Action code) => _callbacks.Add(code);

    /// <summary>How many messages the mailbox of such an actor may hold; 0 for no bound.</summary>
    public int MailboxCapacity(Props props) => props.Mailbox switch
    {
        null => 0,
        { Id: null } settings => settings.Capacity,
        { Id: { } id } => _mailboxes.Find(id)?.Capacity
            ?? throw new ArgumentException($"The mailbox '{id}' of {props.Type} is not described: give a MailboxSetup that has it."),
    };

    public void ReportDropped(in Envelope envelope, string reason, IActorRef recipient)
    {
        Counters.CountDropped();
        EventStream.Publish(new Dropped(envelope.Message, reason, envelope.Sender ?? DeadLetters, recipient));
    }

    public void OnRootTerminated()
    {
        SchedulerImpl.Shutdown();
        _callbacks.Run(LoggingBus);
        Dispatcher.Complete(this, () => _terminated.TrySetResult(Done.Instance));
    }

    /// <summary>Lets go of everything as if the process had died.</summary>
    public void Abandon()
    {
        IsTerminating = true;
        GuardianTree.Abandon(_guardians.Root);
        SchedulerImpl.Shutdown();
    }

    private protected override void DisposeCore()
    {
        if (!WhenTerminated.IsCompleted) Dispatcher.Dispose(this);
    }
}
