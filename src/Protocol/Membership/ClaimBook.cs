namespace MeshNet.Protocol.Membership;

/// <summary>
/// The rules of SWIM: what a claim about a member changes here. Newer claims replace older ones, suspicions run out into deaths, and
/// what is said of this node itself is refuted.
/// </summary>
internal sealed class ClaimBook(SwimContext context, NewsSpreader news, SelfDefence self)
{
    /// <summary>Hearsay suspicions wait up to a tenth longer than one's own; see <see cref="Suspicion"/>.</summary>
    private const double HearsayStretch = 0.1;

    private readonly SortedDictionary<NodeId, Suspicion> _suspicions = [];

    public TimeSpan? NextDue
    {
        get
        {
            TimeSpan? due = null;
            foreach (Suspicion suspicion in _suspicions.Values)
            {
                due = due is null || suspicion.NextDue < due ? suspicion.NextDue : due;
            }

            return due;
        }
    }

    public void Apply(IEnumerable<MemberClaim> claims, ClaimChannel channel, NodeId sender)
    {
        foreach (MemberClaim claim in claims)
        {
            Apply(claim, channel, sender);
        }
    }

    public void Apply(MemberClaim claim, ClaimChannel channel, NodeId sender)
    {
        Member said = claim.Member;
        if (context.Table.IsRemoved(said.Id))
        {
            return;
        }

        if (said.Id == context.Identity.Id)
        {
            self.Hear(claim);
        }
        else if (!context.Table.TryGet(said.Id, out MemberEntry held))
        {
            Admit(claim, channel);
        }
        else if (!claim.Remembered)
        {
            Weigh(channel is ClaimChannel.Table or ClaimChannel.Welcome ? Soften(claim, held, sender) : claim, held, channel);
        }
    }

    /// <summary>This node probed a member and got no answer.</summary>
    public void Accuse(NodeId id)
    {
        if (context.Table.TryGet(id, out MemberEntry entry) && entry.IsReachable)
        {
            Member suspect = entry.Member with { Status = MemberStatus.Suspect };
            Apply(new MemberClaim(suspect, context.Identity.Id), ClaimChannel.Made, context.Identity.Id);
        }
    }

    /// <summary>Somebody else answers at a member's address: it is not there, whatever it is.</summary>
    public void DeclareDead(NodeId id)
    {
        if (context.Table.TryGet(id, out MemberEntry entry) && entry.IsReachable)
        {
            Member dead = entry.Member with { Status = MemberStatus.Dead };
            Apply(new MemberClaim(dead, context.Identity.Id), ClaimChannel.Made, context.Identity.Id);
        }
    }

    /// <summary>Declares suspects dead when their time is up, and asks the others.</summary>
    public void Advance()
    {
        if (_suspicions.Count == 0)
        {
            return;
        }

        List<NodeId> expired = [];
        foreach ((NodeId id, Suspicion suspicion) in _suspicions)
        {
            if (suspicion.Deadline <= context.Now)
            {
                expired.Add(id);
            }
            else if (suspicion.NextInquiry <= context.Now)
            {
                suspicion.Inquired(context.Now);
                Inquire(id);
            }
        }

        expired.ForEach(DeclareDead);
    }

    /// <summary>
    /// This node was stalled for this long. Refutations may lie unread in its sockets, so every suspicion is extended by that time.
    /// </summary>
    public void Postpone(TimeSpan by)
    {
        foreach (Suspicion suspicion in _suspicions.Values)
        {
            suspicion.Postpone(by);
        }
    }

    public void Forget(NodeId id)
    {
        _suspicions.Remove(id);
        news.Forget(id);
    }

    private void Inquire(NodeId suspect)
    {
        if (!context.IsLeaving && context.Table.TryGet(suspect, out MemberEntry entry))
        {
            news.Introduce(entry.Member);
        }
    }

    private void Admit(MemberClaim claim, ClaimChannel channel)
    {
        if (context.Table.Count >= context.Options.MembersMax)
        {
            context.Raise(new MembershipEvent.TableFull(context.Options.MembersMax, claim.Member.Id));
            return;
        }

        Member member = claim.Remembered ? claim.Member with { Status = MemberStatus.Dead } : claim.Member;
        context.Table.Put(member, claim.Remembered, context.Now);
        context.FreshAddresses.Add(member.Id);
        context.Remember(RememberedPeer.Of(member));
        if (claim.Remembered)
        {
            return;
        }

        if (member.Status == MemberStatus.Alive)
        {
            context.Raise(new MembershipEvent.Joined(member));
        }

        Follow(claim);
        PassOn(claim, channel);
    }

    private void Weigh(MemberClaim claim, MemberEntry held, ClaimChannel channel)
    {
        Member said = claim.Member;
        bool newer = held.Remembered ? said.Incarnation >= held.Member.Incarnation : ClaimOrder.IsNewer(said, held.Member);
        if (newer)
        {
            Adopt(claim, held, channel);
        }
        else if (said.Status == MemberStatus.Suspect
            && held.Member.Status == MemberStatus.Suspect
            && said.Incarnation == held.Member.Incarnation
            && _suspicions.TryGetValue(said.Id, out Suspicion? suspicion)
            && suspicion.Confirm(claim.Accuser))
        {
            news.Add(claim, channel == ClaimChannel.Made);
        }
    }

    private void Adopt(MemberClaim claim, MemberEntry held, ClaimChannel channel)
    {
        Member former = held.Member;
        // At equal incarnations the accuser knows more than we do only about the status.
        Member member = claim.Member.Incarnation == former.Incarnation && !held.Remembered
            ? former with { Status = claim.Member.Status }
            : claim.Member;
        context.Table.Put(member, remembered: false, context.Now);
        if (former.Incarnation.Epoch != member.Incarnation.Epoch
            || !former.Address.Equals(member.Address)
            || (member.Status == MemberStatus.Left) != (former.Status == MemberStatus.Left))
        {
            context.Remember(RememberedPeer.Of(member));
        }

        if (member.Status == MemberStatus.Alive && (former.Status == MemberStatus.Dead || !former.Address.Equals(member.Address)))
        {
            context.FreshAddresses.Add(member.Id);
        }

        RaiseChange(member, former, claim.Accuser);
        MemberClaim adopted = claim with { Member = member };
        Follow(adopted);
        PassOn(adopted, channel);
    }

    private void PassOn(MemberClaim claim, ClaimChannel channel)
    {
        if (channel != ClaimChannel.Welcome)
        {
            news.Add(claim, channel == ClaimChannel.Made);
        }
    }

    /// <summary>Starts or ends the member's suspicion as its new status asks.</summary>
    private void Follow(MemberClaim claim)
    {
        NodeId id = claim.Member.Id;
        _suspicions.Remove(id);
        if (claim.Member.Status != MemberStatus.Suspect)
        {
            return;
        }

        bool own = claim.Accuser == context.Identity.Id;
        double stretch = own ? 1 : 1 + (HearsayStretch * context.Random.NextFraction());
        _suspicions[id] = new Suspicion(context.Options, context.Table.ReachableCount, context.Now, claim.Accuser, stretch);
        if (!own)
        {
            context.FreshSuspects.Add(id);
        }
    }

    private void RaiseChange(Member member, Member former, NodeId accuser)
    {
        bool wasReachable = former.Status is MemberStatus.Alive or MemberStatus.Suspect;
        if (!former.Address.Equals(member.Address))
        {
            context.Raise(new MembershipEvent.Moved(member, former.Address));
        }

        switch (member.Status)
        {
            case MemberStatus.Alive when !wasReachable:
                context.Raise(new MembershipEvent.Returned(member));
                break;
            case MemberStatus.Suspect when former.Status != MemberStatus.Suspect:
                context.Raise(new MembershipEvent.Suspected(member, accuser));
                break;
            case MemberStatus.Dead when wasReachable:
                context.Raise(new MembershipEvent.Died(member));
                break;
            case MemberStatus.Left when former.Status != MemberStatus.Left:
                context.Raise(new MembershipEvent.Left(member));
                break;
            default:
                break;
        }
    }

    private static MemberClaim Soften(MemberClaim claim, MemberEntry held, NodeId sender) =>
        claim.Member.Status == MemberStatus.Dead && held.IsReachable
            ? claim with { Member = claim.Member with { Status = MemberStatus.Suspect }, Accuser = sender }
            : claim;
}

/// <summary>How a claim came to this node.</summary>
internal enum ClaimChannel
{
    /// <summary>This node makes it, from what it has seen itself: others must hear it from here.</summary>
    Made,

    /// <summary>Told as it happened.</summary>
    News,

    /// <summary>From another's whole table: may be old, so a death in it is only a suspicion.</summary>
    Table,

    /// <summary>From the table that greets this node when it joins: everybody but this node knows it.</summary>
    Welcome,
}

/// <summary>Which of two claims about one member is the newer (SWIM, section 4.2): the incarnation first, then the graver status.</summary>
public static class ClaimOrder
{
    public static bool IsNewer(Member said, Member held) =>
        said.Incarnation != held.Incarnation ? said.Incarnation > held.Incarnation : said.Status > held.Status;
}
