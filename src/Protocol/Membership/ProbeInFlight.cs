namespace MeshNet.Protocol.Membership;

/// <summary>A probe that has not been answered yet.</summary>
internal sealed class ProbeInFlight(NodeId target, TimeSpan sentAt, TimeSpan timeout, int repeats)
{
    private readonly SortedSet<NodeId> _nacked = [];
    private int _repeated;

    public NodeId Target => target;

    /// <summary>One timeout for the direct answer, one for the indirect ones.</summary>
    public TimeSpan FinalDeadline { get; } = sentAt + (2 * timeout);

    public bool AskedHelpers { get; private set; }

    public IReadOnlyList<Member> Helpers { get; private set; } = [];

    /// <summary>When to act next: to repeat the probe, or to give up. The repeats are spread over the second timeout.</summary>
    public TimeSpan NextDue => _repeated < repeats ? sentAt + timeout + (timeout * _repeated / repeats) : AskedHelpers ? FinalDeadline : sentAt + timeout;

    /// <summary>Helpers that said nothing at all: a sign that this node receives badly.</summary>
    public int SilentHelpers => Helpers.Count - _nacked.Count;

    /// <summary>True when the direct probe should be sent once more.</summary>
    public bool TryRepeat()
    {
        if (_repeated >= repeats)
        {
            return false;
        }

        _repeated++;
        return true;
    }

    public void Ask(IReadOnlyList<Member> helpers)
    {
        AskedHelpers = true;
        Helpers = helpers;
    }

    public void Nack(NodeId helper)
    {
        if (IsHelper(helper))
        {
            _nacked.Add(helper);
        }
    }

    public bool MayAnswer(NodeId node) => node == target || IsHelper(node);

    private bool IsHelper(NodeId node) => Helpers.Any(helper => helper.Id == node);
}
