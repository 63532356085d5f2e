using Akka.Actor;

namespace MeshNet.Deterministic.Kit;

/// <summary>A test actor, and what a test expects it to receive. To wait is to run the loop.</summary>
public abstract class Expectations
{
    private static readonly TimeSpan NoMessageTime = TimeSpan.FromMilliseconds(100);

    private readonly TestInbox _inbox = new();

    private protected Expectations(DeterministicLoop loop, ActorSystem system, string? name)
    {
        Loop = loop;
        Sys = system;
        TestActor = ((ExtendedActorSystem)system).SystemActorOf(Props.CreateBy(new TestActor.Producer(_inbox)), name);
    }

    public ActorSystem Sys { get; }

    /// <summary>What runs the system. Other systems may be made on it too.</summary>
    public DeterministicLoop Loop { get; }

    /// <summary>The actor whose messages the expectations are about.</summary>
    public IActorRef TestActor { get; }

    /// <summary>How long an expectation waits that is not told.</summary>
    public TimeSpan DefaultTimeout { get; set; } = TimeSpan.FromSeconds(3);

    public bool HasMessages => _inbox.HasMessages;

    /// <summary>Who sent the message taken last.</summary>
    public IActorRef LastSender => _inbox.LastSender ?? throw new ExpectationException("No message has been taken yet, so there is no last sender.");

    /// <summary>Something that answers for the test actor, at once.</summary>
    public void SetAutoPilot(Action<IActorRef, object> answer) => _inbox.AutoPilot = answer;

    /// <summary>The next message, or null when none comes in time.</summary>
    public object? ReceiveOne(TimeSpan? max = null) => Take(max)?.Message;

    /// <summary>The next message, which must be of this type.</summary>
    public T ExpectMsg<T>(TimeSpan? timeout = null)
    {
        (object message, IActorRef sender) = Take(timeout)
            ?? throw Failed($"Expected a {typeof(T)} within {timeout ?? DefaultTimeout}, and none came.");
        return message is T expected ? expected : throw Failed($"Expected a {typeof(T)}, got {message} ({message.GetType()}) from {sender}.");
    }

    /// <summary>The next message, which must be equal to this one.</summary>
    public T ExpectMsg<T>(T message, TimeSpan? timeout = null)
    {
        T received = ExpectMsg<T>(timeout);
        return EqualityComparer<T>.Default.Equals(received, message) ? received : throw Failed($"Expected {message}, got {received}.");
    }

    /// <summary>The next message, at which the action must not throw.</summary>
    public T ExpectMsg<T>(Action<T> assert)
    {
        T received = ExpectMsg<T>();
        assert(received);
        return received;
    }

    /// <summary>The next messages, so many.</summary>
    public IReadOnlyList<object> ReceiveN(int count) =>
        [.. Enumerable.Range(1, count).Select(number => ReceiveOne() ?? throw Failed($"Expected {count} messages, and number {number} did not come."))];

    /// <summary>No message comes in so long.</summary>
    public void ExpectNoMsg(TimeSpan? duration = null)
    {
        if (Take(duration ?? NoMessageTime) is { } unexpected)
        {
            throw Failed($"Expected no message, but {unexpected.Message} ({unexpected.Message.GetType()}) came from {unexpected.Sender}.");
        }
    }

    /// <summary>Passes over messages until one fits.</summary>
    public T FishForMessage<T>(Predicate<T> fits, TimeSpan? max = null)
    {
        TimeSpan end = Loop.Now + (max ?? DefaultTimeout);
        while (Take(end - Loop.Now) is { } next)
        {
            if (next.Message is T typed && fits(typed))
            {
                return typed;
            }
        }

        throw Failed($"Expected a {typeof(T)} that fits within {max ?? DefaultTimeout}, and none came.");
    }

    public object FishForMessage(Predicate<object> fits, TimeSpan? max = null) => FishForMessage<object>(fits, max);

    private (object Message, IActorRef Sender)? Take(TimeSpan? max)
    {
        (object Message, IActorRef Sender) taken = default;
        return Loop.RunFor(max ?? DefaultTimeout, () => _inbox.TryTake(out taken)) ? taken : null;
    }

    private ExpectationException Failed(string message) => new($"{message} {_inbox.Describe()}");
}
