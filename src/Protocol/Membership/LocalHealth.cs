namespace MeshNet.Protocol.Membership;

/// <summary>
/// How far this node should mistrust itself (Lifeguard's local health multiplier): a node that is slow or deaf sees everybody
/// else as dead. The score rises when the node seems to receive badly, and falls with each answered probe.
/// </summary>
public sealed class LocalHealth(int max)
{
    /// <summary>0 is healthy.</summary>
    public int Score { get; private set; }

    public void Worsen(int by) => Score = Math.Min(max, Score + by);

    public void Improve() => Score = Math.Max(0, Score - 1);

    public TimeSpan Stretch(TimeSpan time) => time * (1 + Score);
}
