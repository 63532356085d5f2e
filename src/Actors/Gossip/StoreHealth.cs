using MeshNet.Protocol;

namespace MeshNet.Actors.Gossip;

/// <summary>Whether the disk takes what the node must not forget. After a refusal it is tried again, so that the status tells when it is over.</summary>
public sealed class StoreHealth
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(1);

    private static readonly byte[] ProbeKey = "probe"u8.ToArray();

    /// <summary>Written and removed in one commit: the disk has to take it, and nothing stays.</summary>
    private static readonly StoreWrite[] Probe = [new("probe", ProbeKey, [1]), new("probe", ProbeKey, null)];

    private TimeSpan _nextProbe;

    /// <summary>What keeps the store from taking rows, or null.</summary>
    public string? Trouble { get; private set; }

    public void Refused(StoreException error, TimeSpan now)
    {
        Trouble = error.Message;
        _nextProbe = now + ProbeInterval;
    }

    public void Accepted() => Trouble = null;

    /// <returns>True when the trouble has just ended.</returns>
    public bool TryAgain(IDurableStore store, TimeSpan now)
    {
        if (Trouble is null || now < _nextProbe)
        {
            return false;
        }

        try
        {
            store.Commit(Probe);
            Accepted();
            return true;
        }
        catch (StoreException error)
        {
            Refused(error, now);
            return false;
        }
    }
}
