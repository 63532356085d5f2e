using MeshNet.Messages;

namespace MeshNet.Protocol.Membership;

/// <summary>A probe that has not been answered yet.</summary>
internal sealed class ProbeInFlight(NodeId target, TimeSpan directDeadline, TimeSpan finalDeadline)
{
    private readonly SortedSet<NodeId> _nacked = [];

    public NodeId Target => target;

    public TimeSpan FinalDeadline => finalDeadline;

    public bool AskedHelpers { get; private set; }

    public IReadOnlyList<Member> Helpers { get; private set; } = [];

    public TimeSpan NextDue => AskedHelpers ? finalDeadline : directDeadline;

    /// <summary>Helpers that have said nothing at all: a sign that this node hears badly.</summary>
    public int SilentHelpers => Helpers.Count - _nacked.Count;

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
