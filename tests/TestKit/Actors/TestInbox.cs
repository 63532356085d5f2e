using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.TestKit;

/// <summary>What a test actor has taken in and the test has not yet looked at.</summary>
internal sealed class TestInbox
{
    private const int RememberedMessages = 20;

    private readonly ConcurrentQueue<MessageEnvelope> _waiting = new();
    private readonly ConcurrentQueue<MessageEnvelope> _seen = new();

    public Func<object, bool>? Ignore { get; set; }

    public AutoPilot AutoPilot { get; set; } = AutoPilot.None;

    public bool HasMessages => !_waiting.IsEmpty;

    /// <summary>The message looked at last.</summary>
    public MessageEnvelope? Last { get; private set; }

    public void Add(object message, IActorRef sender)
    {
        var next = AutoPilot.Run(sender, message);
        if (next is not null) AutoPilot = next;
        if (Ignore?.Invoke(message) != true) _waiting.Enqueue(new MessageEnvelope(message, sender));
    }

    public bool TryTake(out MessageEnvelope envelope)
    {
        if (!_waiting.TryDequeue(out envelope!)) return false;
        Last = envelope;
        _seen.Enqueue(envelope);
        if (_seen.Count > RememberedMessages) _seen.TryDequeue(out _);
        return true;
    }

    public bool TryPeek(out MessageEnvelope envelope) => _waiting.TryPeek(out envelope!);

    /// <summary>For the text of a failed expectation.</summary>
    public string Describe()
    {
        var seen = _seen.IsEmpty ? "none" : string.Join(", ", _seen.Select(one => one.Message));
        var waiting = _waiting.IsEmpty ? "none" : string.Join(", ", _waiting.Take(RememberedMessages).Select(one => one.Message));
        return $"Messages taken before: {seen}. Waiting: {waiting}.";
    }
}
