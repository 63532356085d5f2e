namespace MeshNet.Protocol.Membership;

/// <summary>
/// Decides when news goes out, and to whom. News is pushed at once, rides on every probe and answer, and above
/// <see cref="SwimOptions.PushToAllUpTo"/> members is passed on in rounds by everyone who hears it.
/// </summary>
internal sealed class NewsSpreader(SwimContext context)
{
    private readonly NewsQueue _queue = new(context.Options);
    private readonly List<MemberClaim> _made = [];
    private bool _fresh;
    private RoundAllowance _allowance = new(context.Options.GossipBurst, TimeSpan.Zero);

    public TimeSpan? NextDue { get; private set; }

    public int Waiting => _queue.Count;

    public long Overflowed => _queue.Overflowed;

    /// <param name="made">This node is the source of the news, not one who heard it.</param>
    public void Add(MemberClaim claim, bool made)
    {
        _queue.Add(claim);
        _fresh = true;
        if (made)
        {
            _made.Add(claim);
        }
    }

    public void Forget(NodeId id) => _queue.Remove(id);

    /// <summary>What rides on a message to one member: the claims that it must hear first, then as much waiting news as fits.</summary>
    public List<MemberClaim> Piggyback(IEnumerable<MemberClaim> first)
    {
        List<MemberClaim> claims = [.. first];
        int bytes = context.Options.NewsBytesMax;
        foreach (MemberClaim claim in claims)
        {
            bytes -= claim.WireLength;
        }

        claims.AddRange(_queue.Take(bytes, receivers: 1, context.Table.ReachableCount));
        return claims;
    }

    /// <summary>
    /// What this node holds of another that the other must know: that it is suspected or dead, so that it can refute; or that
    /// somebody else lives under its id.
    /// </summary>
    public IEnumerable<MemberClaim> BuddyClaim(NodeId peer, ulong? startNonce = null)
    {
        if (!context.Table.TryGet(peer, out MemberEntry entry) || entry.Remembered)
        {
            yield break;
        }

        MemberStatus status = entry.Member.Status;
        bool mustKnow = status == MemberStatus.Suspect
            ? context.Options.BuddyNotification
            : status != MemberStatus.Alive || (startNonce is { } nonce && nonce != entry.Member.StartNonce);
        if (mustKnow)
        {
            yield return entry.ToClaim(context.Identity.Id);
        }
    }

    /// <summary>Asks a member for its own word about itself, and gives this node's.</summary>
    public void Introduce(Member to)
    {
        List<MemberClaim> claims = Piggyback([new MemberClaim(context.Table.Self), .. BuddyClaim(to.Id)]);
        context.Send(to.Address, new Probe(context.NextSequence(), to.Id, context.Table.Hash, Introduces: true, claims));
    }

    /// <summary>Runs after every input and sends the news that it made or brought.</summary>
    public void Flush()
    {
        int members = context.Table.ReachableCount;
        if (members <= context.Options.PushToAllUpTo)
        {
            if (_made.Count > 0)
            {
                PushMadeToAll();
            }

            NextDue = null;
        }
        else if (_queue.Count == 0)
        {
            NextDue = null;
        }
        else if (_fresh || NextDue is null || context.Now >= NextDue)
        {
            PassOn(members);
        }

        _made.Clear();
        _fresh = false;
    }

    private void PushMadeToAll()
    {
        foreach (List<MemberClaim> claims in Chunks(_made))
        {
            MemberNews news = new(claims);
            foreach (Member member in context.Table.Reachable)
            {
                context.Send(member.Address, news);
            }
        }
    }

    private void PassOn(int members)
    {
        SwimOptions options = context.Options;
        if (!_allowance.TryTake(context.Now, options, out _allowance))
        {
            NextDue = _allowance.Since + options.GossipInterval;
            return;
        }

        List<Member> receivers = context.Sample(context.Table.Reachable, options.PushFanOut);
        MemberNews news = new(_queue.Take(options.NewsBytesMax, receivers.Count, members));
        foreach (Member member in receivers)
        {
            context.Send(member.Address, news);
        }

        NextDue = _queue.Count == 0 ? null : context.Now + options.GossipInterval;
    }

    /// <summary>A token bucket: one round an interval, and a few saved up.</summary>
    private readonly record struct RoundAllowance(int Saved, TimeSpan Since)
    {
        public bool TryTake(TimeSpan now, SwimOptions options, out RoundAllowance rest)
        {
            int earned = (int)Math.Min(options.GossipBurst, Math.Floor((now - Since) / options.GossipInterval));
            int saved = Math.Min(options.GossipBurst, Saved + earned);
            TimeSpan since = saved == options.GossipBurst ? now : Since + (earned * options.GossipInterval);
            rest = new RoundAllowance(Math.Max(0, saved - 1), since);
            return saved > 0;
        }
    }

    private IEnumerable<List<MemberClaim>> Chunks(List<MemberClaim> claims)
    {
        List<MemberClaim> chunk = [];
        int bytes = 0;
        foreach (MemberClaim claim in claims)
        {
            int length = claim.WireLength;
            if (bytes + length > context.Options.NewsBytesMax)
            {
                yield return chunk;
                chunk = [];
                bytes = 0;
            }

            chunk.Add(claim);
            bytes += length;
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }
}
