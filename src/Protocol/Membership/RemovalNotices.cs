namespace MeshNet.Protocol.Membership;

/// <summary>Tells those who were removed that they were, at most one a second in all: they keep asking.</summary>
internal sealed class RemovalNotices(SwimContext context)
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    private TimeSpan? _lastAt;

    public void Answer(NodeId removed, IPEndPoint source)
    {
        if (_lastAt is { } last && context.Now - last < Gap)
        {
            return;
        }

        _lastAt = context.Now;
        context.Send(source, new RemovalNotice(removed));
    }
}
