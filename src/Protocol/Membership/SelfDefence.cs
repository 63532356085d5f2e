namespace MeshNet.Protocol.Membership;

/// <summary>
/// What this node does when it hears of itself: refutes that it is suspect or dead, and stops trusting itself when others know a later start of
/// it than this one (R9).
/// </summary>
internal sealed class SelfDefence(SwimContext context, NewsSpreader news)
{
    private bool _quarantined;

    /// <summary>Where another machine under this id is said to be, until <see cref="IdentityChallenges"/> has asked there.</summary>
    public IPEndPoint? Double { get; set; }

    public void Hear(MemberClaim claim)
    {
        Member self = context.Table.Self;
        Member said = claim.Member;
        if (claim.Remembered || context.IsLeaving)
        {
            return;
        }

        if (said.StartNonce != self.StartNonce)
        {
            HearOfAnotherStart(said);
        }
        else if (said.Incarnation > self.Incarnation || (said.Incarnation == self.Incarnation && said.Status != MemberStatus.Alive))
        {
            Announce(self with { Incarnation = said.Incarnation.Refute() });
            context.Health.Worsen(1);
        }
    }

    /// <summary>Makes a new claim about this node and spreads it.</summary>
    public void Announce(Member self)
    {
        context.Table.Put(self, remembered: false, context.Now);
        news.Add(new MemberClaim(self), made: true);
    }

    public void Quarantine(string reason)
    {
        if (!_quarantined)
        {
            _quarantined = true;
            context.Raise(new MembershipEvent.Quarantined(reason));
        }
    }

    private void HearOfAnotherStart(Member said)
    {
        // An earlier epoch is a former start of this node, and news of it may still be on its way.
        uint epoch = context.Identity.StartEpoch;
        if (said.Incarnation.Epoch < epoch)
        {
            return;
        }

        Double = said.Address.Equals(context.Identity.Address) ? null : said.Address;
        Quarantine(
            $"other members know of start {said.Incarnation.Epoch} of this node at {said.Address}, but this is start {epoch} at "
            + $"{context.Table.Self.Address}: its state was restored from an older copy, or another machine runs a copy of it. It gives out no addresses "
            + "until it has an id of its own: run 'meshnet reset --force', start the daemon, then run 'meshnet join'");
    }
}
