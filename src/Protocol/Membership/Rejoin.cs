namespace MeshNet.Protocol.Membership;

/// <summary>
/// Keeps asking those who are gone, for ever: all of them soon after this node's start, then one at random each interval. So halves of a
/// partition find each other, and after a power cut the nodes may come back in any order.
/// </summary>
internal sealed class Rejoin(SwimContext context, NewsSpreader news)
{
    private readonly Queue<NodeId> _toContact = new();
    private TimeSpan _nextAt;

    public TimeSpan NextDue => _nextAt;

    public void Start()
    {
        List<NodeId> lost = [.. context.Table.Lost.Select(member => member.Id)];
        context.Random.Shuffle(lost);
        lost.ForEach(_toContact.Enqueue);
        _nextAt = context.Now;
    }

    public void Advance()
    {
        if (context.Now < _nextAt)
        {
            return;
        }

        if (_toContact.Count > 0)
        {
            for (int i = 0; i < context.Options.ContactBatch && _toContact.TryDequeue(out NodeId id); i++)
            {
                if (context.Table.TryGet(id, out MemberEntry entry) && entry.IsLost)
                {
                    Contact(entry.Member);
                }
            }

            _nextAt = context.Now + context.Options.ContactInterval;
            return;
        }

        context.Sample(context.Table.Lost, 1).ForEach(Contact);
        _nextAt = context.Now + context.Options.RejoinInterval;
    }

    private void Contact(Member lost)
    {
        if (!context.IsLeaving)
        {
            news.Introduce(lost);
        }
    }
}
