namespace Akka.Actor;

/// <summary>Puts messages aside that cannot be handled yet.</summary>
public interface IStash
{
    int Count { get; }

    bool IsEmpty { get; }

    bool NonEmpty { get; }

    bool IsFull { get; }

    /// <summary>-1 for no bound.</summary>
    int Capacity { get; }

    /// <summary>Puts the message in hand aside.</summary>
    /// <exception cref="IllegalActorStateException">It has been put aside already.</exception>
    /// <exception cref="StashOverflowException">The stash is full.</exception>
    void Stash();

    /// <summary>Puts the oldest one back, at the front of the mailbox.</summary>
    void Unstash();

    /// <summary>Puts all back, at the front of the mailbox, in the order in which they came.</summary>
    void UnstashAll();

    /// <summary>Puts back those that the predicate picks, and forgets the others.</summary>
    void UnstashAll(Func<Envelope, bool> predicate);

    /// <summary>Forgets all, and gives them.</summary>
    IEnumerable<Envelope> ClearStash();

    /// <summary>Adds messages before those that are stashed.</summary>
    void Prepend(IEnumerable<Envelope> envelopes);
}
