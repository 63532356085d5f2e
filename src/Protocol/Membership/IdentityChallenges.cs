namespace MeshNet.Protocol.Membership;

/// <summary>
/// Asks at an address who answers there, when two claims cannot both be true: one id at two addresses (a cloned machine, R9), or two ids at one
/// address (a reinstalled host, R22). Only a fresh answer counts, because an old datagram can be delayed or replayed.
/// </summary>
internal sealed class IdentityChallenges(SwimContext context, ClaimBook book, SelfDefence self)
{
    private const int PendingMax = 64;

    private readonly SortedDictionary<uint, Challenge> _pending = [];
    private readonly SortedDictionary<NodeId, TimeSpan> _quietUntil = [];

    public TimeSpan? NextDue => _pending.Count == 0 ? null : _pending.Values.Min(challenge => challenge.ExpiresAt);

    /// <summary>Looks at who sent something from where, before it is read.</summary>
    public void Notice(NodeId from, ulong startNonce, IPEndPoint source)
    {
        if (!context.Table.TryGet(from, out MemberEntry entry) || entry.Remembered)
        {
            return;
        }

        Member held = entry.Member;
        if (held.StartNonce != startNonce && !held.Address.Equals(source))
        {
            AskBoth(held, startNonce, source);
        }
        else if (held.StartNonce == startNonce && held.Address.Equals(source) && context.Table.IsContested(held))
        {
            AskHolder(held);
        }
    }

    /// <summary>Looks at newly adopted addresses: another member may have the same.</summary>
    public void NoticeAddresses()
    {
        foreach (NodeId id in context.FreshAddresses)
        {
            if (context.Table.TryGet(id, out MemberEntry entry)
                && entry.Member.Status == MemberStatus.Alive
                && context.Table.IsContested(entry.Member))
            {
                AskHolder(entry.Member);
            }
        }

        context.FreshAddresses.Clear();
    }

    /// <summary>This node has heard of a later start of itself at another address.</summary>
    public void NoticeDouble()
    {
        if (self.Double is { } address)
        {
            self.Double = null;
            AskBoth(context.Table.Self, startNonce: null, address);
        }
    }

    public void Answered(NodeId from, ulong startNonce, IPEndPoint source, uint sequence)
    {
        if (!_pending.TryGetValue(sequence, out Challenge? challenge) || challenge.Id != from || !challenge.Address.Equals(source))
        {
            return;
        }

        _pending.Remove(sequence);
        if (challenge.Conflict is not { } conflict)
        {
            SettleAddress(from);
        }
        else if (conflict.Answer(source, startNonce))
        {
            Report(from, conflict);
        }
    }

    public void Receive(IdentityConflict proof)
    {
        ulong nonce = context.Identity.StartNonce;
        if (proof.Id == context.Identity.Id && (proof.FirstNonce == nonce || proof.SecondNonce == nonce) && BeginQuiet(proof.Id))
        {
            RaiseConflict(proof.Id, proof.FirstAddress, proof.SecondAddress);
        }
    }

    public void Advance()
    {
        if (_pending.Count == 0 && _quietUntil.Count == 0)
        {
            return;
        }

        foreach (uint sequence in _pending.Where(pair => pair.Value.ExpiresAt <= context.Now).Select(pair => pair.Key).ToList())
        {
            _pending.Remove(sequence);
        }

        foreach (NodeId id in _quietUntil.Where(pair => pair.Value <= context.Now).Select(pair => pair.Key).ToList())
        {
            _quietUntil.Remove(id);
        }
    }

    private void AskBoth(Member held, ulong? startNonce, IPEndPoint other)
    {
        if (!BeginQuiet(held.Id))
        {
            return;
        }

        Conflict conflict = new(held.Address, held.StartNonce, other, startNonce);
        Ask(held.Id, other, conflict);
        if (held.Id == context.Identity.Id)
        {
            conflict.Answer(held.Address, held.StartNonce);
        }
        else
        {
            Ask(held.Id, held.Address, conflict);
        }
    }

    private void AskHolder(Member claimant)
    {
        if (BeginQuiet(claimant.Id))
        {
            Ask(claimant.Id, claimant.Address, conflict: null);
        }
    }

    private void Ask(NodeId id, IPEndPoint address, Conflict? conflict)
    {
        if (_pending.Count < PendingMax)
        {
            uint sequence = context.NextSequence();
            _pending[sequence] = new Challenge(id, address, conflict, context.Now + context.Options.ChallengeTimeout);
            context.Send(address, new Probe(sequence, id, context.Table.Hash, Introduces: true, [new MemberClaim(context.Table.Self)]));
        }
    }

    /// <summary>One question about an id at a time, so that a pair of clones cannot make this node talk about nothing else.</summary>
    private bool BeginQuiet(NodeId id)
    {
        if (_quietUntil.ContainsKey(id) || _quietUntil.Count >= PendingMax)
        {
            return false;
        }

        _quietUntil[id] = context.Now + (2 * context.Options.ChallengeTimeout);
        return true;
    }

    private void SettleAddress(NodeId id)
    {
        if (!context.Table.TryGet(id, out MemberEntry holder) || !holder.IsReachable)
        {
            return;
        }

        foreach (Member former in context.Table.Displace(holder.Member, context.Now))
        {
            if (former.Status != MemberStatus.Left)
            {
                context.Raise(new MembershipEvent.AddressTakenOver(holder.Member.Address, holder.Member, former));
                book.DeclareDead(former.Id);
            }
        }
    }

    private void Report(NodeId id, Conflict conflict)
    {
        IdentityConflict proof =
            new(id, conflict.FirstAddress, conflict.FirstNonce, conflict.SecondAddress, conflict.SecondNonce.GetValueOrDefault());
        foreach (IPEndPoint address in new[] { conflict.FirstAddress, conflict.SecondAddress })
        {
            if (!address.Equals(context.Table.Self.Address))
            {
                context.Send(address, proof);
            }
        }

        RaiseConflict(id, conflict.FirstAddress, conflict.SecondAddress);
    }

    private void RaiseConflict(NodeId id, IPEndPoint first, IPEndPoint second)
    {
        MembershipEvent.TwoMachinesOneId happened = new(id, first, second);
        context.Raise(happened);
        if (id == context.Identity.Id)
        {
            self.Quarantine(happened.Text);
        }
    }

    private sealed record Challenge(NodeId Id, IPEndPoint Address, Conflict? Conflict, TimeSpan ExpiresAt);

    private sealed class Conflict(IPEndPoint firstAddress, ulong firstNonce, IPEndPoint secondAddress, ulong? secondNonce)
    {
        private bool _first;
        private bool _second;

        public IPEndPoint FirstAddress => firstAddress;

        public ulong FirstNonce => firstNonce;

        public IPEndPoint SecondAddress => secondAddress;

        public ulong? SecondNonce { get; private set; } = secondNonce;

        /// <summary>True when both have answered, each under its own nonce.</summary>
        public bool Answer(IPEndPoint source, ulong nonce)
        {
            _first |= source.Equals(firstAddress) && nonce == firstNonce;
            if (source.Equals(secondAddress) && nonce != firstNonce)
            {
                SecondNonce ??= nonce;
                _second |= nonce == SecondNonce;
            }

            return _first && _second;
        }
    }
}
