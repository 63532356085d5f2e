using Akka.Actor;

namespace MeshNet.Deterministic.Kit;

/// <summary>What a test actor has received and the test has not yet looked at.</summary>
internal sealed class TestInbox
{
    private const int RememberedMessages = 20;

    private readonly Queue<(object Message, IActorRef Sender)> _waiting = [];
    private readonly Queue<object> _seen = [];

    /// <summary>Answers at once, while the test looks elsewhere.</summary>
    public Action<IActorRef, object>? AutoPilot { get; set; }

    public bool HasMessages => _waiting.Count > 0;

    /// <summary>Who sent the message looked at last.</summary>
    public IActorRef? LastSender { get; private set; }

    public void Add(object message, IActorRef sender)
    {
        AutoPilot?.Invoke(sender, message);
        _waiting.Enqueue((message, sender));
    }

    public bool TryTake(out (object Message, IActorRef Sender) taken)
    {
        if (!_waiting.TryDequeue(out taken))
        {
            return false;
        }

        LastSender = taken.Sender;
        _seen.Enqueue(taken.Message);
        if (_seen.Count > RememberedMessages)
        {
            _seen.Dequeue();
        }

        return true;
    }

    /// <summary>For the text of a failed expectation.</summary>
    public string Describe() =>
        $"Messages taken before: {List(_seen)}. Waiting: {List(_waiting.Take(RememberedMessages).Select(one => one.Message))}.";

    private static string List(IEnumerable<object> messages) => string.Join(", ", messages.DefaultIfEmpty("none"));
}

/// <summary>Puts whatever it receives into the inbox of a test.</summary>
internal sealed class TestActor(TestInbox inbox) : ActorBase
{
    protected override bool Receive(object message)
    {
        inbox.Add(message, Sender);
        return true;
    }

    /// <summary>Makes test actors for one inbox.</summary>
    internal sealed class Producer(TestInbox inbox) : IIndirectActorProducer
    {
        public Type ActorType => typeof(TestActor);

        public ActorBase Produce() => new TestActor(inbox);

        public void Release(ActorBase actor)
        {
        }
    }
}
