using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace MeshNet.Deterministic;

/// <summary>Gives each actor a queue that tells the loop of every message that is taken out of it.</summary>
internal sealed class LoopMailbox(Settings settings, Config config) : MailboxType(settings, config), IProducesMessageQueue<LoopQueue>
{
    private readonly DeterministicLoop _loop = settings.Setup.Get<LoopSetup>().Value.Loop;

    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new LoopQueue(_loop, owner);
}

/// <summary>One actor's messages; no lock, since the loop has one thread.</summary>
internal sealed class LoopQueue : IMessageQueue, IUnboundedMessageQueueSemantics, IUnboundedDequeBasedMessageQueueSemantics
{
    private readonly DeterministicLoop _loop;
    private readonly ActorPath _owner;
    private readonly ulong _ownerHash;
    private readonly bool _isWatched;
    private readonly Queue<Envelope> _messages = new();
    private Stack<Envelope>? _first;

    public LoopQueue(DeterministicLoop loop, IActorRef owner)
    {
        _loop = loop;
        _owner = owner.Path;
        _ownerHash = StableHash.Of(_owner.ToString());

        // Akka numbers some of its own actors throughout the process: they are no part of a history.
        _isWatched = _owner.Elements is not ["system", ..];
    }

    public bool HasMessages => Count > 0;

    public int Count => _messages.Count + (_first?.Count ?? 0);

    public void Enqueue(IActorRef receiver, Envelope envelope) => _messages.Enqueue(envelope);

    /// <summary>Before all others, as a stash that is emptied does.</summary>
    public void EnqueueFirst(Envelope envelope) => (_first ??= new()).Push(envelope);

    public bool TryDequeue(out Envelope envelope)
    {
        if (!TryTake(out envelope))
        {
            return false;
        }

        if (_isWatched)
        {
            _loop.OnDelivery(_owner, _ownerHash, envelope.Message);
        }

        return true;
    }

    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryTake(out Envelope envelope))
        {
            deadletters.Enqueue(owner, envelope);
        }
    }

    private bool TryTake(out Envelope envelope) => (_first?.TryPop(out envelope) ?? false) || _messages.TryDequeue(out envelope);
}
