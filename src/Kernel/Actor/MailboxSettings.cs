namespace Akka.Actor;

/// <summary>What a mailbox is to be: unbounded, bounded, or whatever a name stands for in the system.</summary>
public sealed class MailboxSettings
{
    private MailboxSettings(string? id, int capacity)
    {
        Id = id;
        Capacity = capacity;
    }

    public static MailboxSettings Unbounded { get; } = new(null, 0);

    /// <summary>The name it is described under, or null when <see cref="Capacity"/> says all.</summary>
    public string? Id { get; }

    /// <summary>The most messages that wait; 0 for no bound.</summary>
    public int Capacity { get; }

    /// <summary>What comes when the mailbox is full is dropped. The kernel's own notices (Terminated, timers) are let in above the bound.</summary>
    public static MailboxSettings Bounded(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        return new(null, capacity);
    }

    internal static MailboxSettings Named(string id) => new(id, 0);
}
