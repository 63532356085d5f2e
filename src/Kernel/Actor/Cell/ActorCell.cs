using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>
/// The life of one actor behind its reference: instance after instance, with the same mailbox. Everything in here runs on the thread
/// that holds the mailbox's turn, except where it says otherwise.
/// </summary>
internal sealed partial class ActorCell : IUntypedActorContext
{
    [ThreadStatic]
    private static ActorCell? t_current;

    private static readonly AsyncLocal<IActorRef?> s_ambient = new();

    private static volatile bool s_ambientUsed;

    private ActorBase? _actor;
    private Envelope _envelope;

    public ActorCell(ActorSystemImpl system, Props props, ActorPath path, InternalActorRef parent)
    {
        SystemImpl = system;
        Props = props;
        ParentRef = parent;
        SelfRef = new LocalActorRef(this, path);
        Mailbox = new Mailbox(this, system.Dispatcher, system.MailboxCapacity(props));
    }

    /// <summary>The cell whose actor runs on this thread.</summary>
    public static ActorCell? Current => t_current;

    /// <summary>Who sends on this thread, if anybody does.</summary>
    public static IActorRef? CurrentSelf => t_current is { } cell ? cell.SelfRef : AmbientSelf;

    /// <summary>Who sends where no actor runs: the test actor, in a test.</summary>
    public static IActorRef? AmbientSelf
    {
        get => s_ambientUsed ? s_ambient.Value : null;
        set
        {
            s_ambientUsed = true;
            s_ambient.Value = value;
        }
    }

    public static IActorRef? CurrentSender => t_current?.Sender;

    public ActorSystemImpl SystemImpl { get; }

    public ActorSystem System => SystemImpl;

    public Props Props { get; }

    public LocalActorRef SelfRef { get; }

    public InternalActorRef ParentRef { get; }

    public Mailbox Mailbox { get; }

    public ChildrenContainer Children { get; } = new();

    public IActorRef Self => SelfRef;

    public IActorRef Parent => ParentRef;

    public IActorRef Sender => _envelope.Sender ?? SystemImpl.DeadLetters;

    public MessageDispatcher Dispatcher => SystemImpl.Dispatcher;

    /// <summary>The instance; null before it was made and after it has stopped.</summary>
    public ActorBase? Instance => _actor;

    /// <summary>How many messages have been handled, the present one included: tells two deliveries of one object apart.</summary>
    public long InvocationCount { get; private set; }

    /// <summary>The message in hand, as it goes to the stash.</summary>
    public Envelope CurrentEnvelope => _envelope;

    public static ActorCell RequireCurrent() => t_current ?? throw new NotSupportedException(
        "There is no active ActorContext: this code does not run inside an actor. After an await with ConfigureAwait(false), or in a task of its " +
        "own, use PipeTo to come back.");

    /// <summary>Sets the life going. Any thread, once.</summary>
    public void Start() => Mailbox.PostSystem(new Create());

    /// <summary>Runs the mailbox as this actor.</summary>
    public void Run(Mailbox mailbox)
    {
        var outer = t_current;
        t_current = this;
        try
        {
            mailbox.Process();
        }
        finally
        {
            t_current = outer;
        }
    }
}
