namespace MeshNet.Protocol.Membership;

/// <summary>
/// Compares whole tables when a probe shows that two nodes hold different ones: the net under the news, so that what was lost or overflowed is
/// repaired. Each node sends its table at most once an interval, which doubles while it does not help.
/// </summary>
internal sealed class TableSync(SwimContext context, ClaimBook book)
{
    private TimeSpan _interval = context.Options.SyncInterval;
    private TimeSpan? _lastAt;

    public void Compare(IPEndPoint source, ulong hash)
    {
        if (hash == context.Table.Hash)
        {
            _interval = context.Options.SyncInterval;
            return;
        }

        if (!IsTime())
        {
            return;
        }

        _lastAt = context.Now;
        _interval = _interval * 2 < context.Options.SyncIntervalMax ? _interval * 2 : context.Options.SyncIntervalMax;
        context.Send(source, new MemberSync(WantsReply: true, AllClaims()));
    }

    public void Receive(NodeId from, IPEndPoint source, MemberSync sync)
    {
        if (sync.WantsReply)
        {
            // The reply is what this node held before: the sender's own claims tell it nothing.
            context.Send(source, new MemberSync(WantsReply: false, AllClaims()));
        }

        book.Apply(sync.Members, ClaimChannel.Table, from);
    }

    public List<MemberClaim> AllClaims() => [.. context.Table.Entries.Select(entry => entry.ToClaim())];

    private bool IsTime()
    {
        if (_lastAt is not { } last)
        {
            return IsQuiet();
        }

        TimeSpan since = context.Now - last;
        return since >= context.Options.SyncIntervalMax || (since >= _interval && IsQuiet());
    }

    private bool IsQuiet() => context.Now - context.Table.ChangedAt >= context.Options.SyncQuiet;
}
