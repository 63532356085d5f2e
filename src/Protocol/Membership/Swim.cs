namespace MeshNet.Protocol.Membership;

/// <summary>
/// Membership as a state machine: SWIM (Das, Gupta, Motivala 2002) with Lifeguard (Dadgar, Phillips, Currey 2018). Every input takes the
/// monotonic time and gives the effects to carry out, in order. After each input the owner calls <see cref="Advance"/> at
/// <see cref="NextWakeUp"/>, later being harmless.
/// </summary>
public sealed class Swim
{
    private readonly SwimContext _context;
    private readonly NewsSpreader _news;
    private readonly SelfDefence _self;
    private readonly ClaimBook _book;
    private readonly Prober _prober;
    private readonly ProbeRelay _relay;
    private readonly Rejoin _rejoin;
    private readonly TableSync _sync;
    private readonly JoinAttempt _join;
    private readonly IdentityChallenges _challenges;
    private readonly RemovalNotices _removals;
    private MembershipView _published;
    private bool _started;
    private TimeSpan? _leaveUntil;
    private TimeSpan? _leaveAgainAt;

    /// <param name="remembered">What the disk holds from earlier starts.</param>
    /// <param name="random">This node's own; equal seeds and inputs give equal effects.</param>
    public Swim(SwimOptions options, SwimIdentity identity, IEnumerable<RememberedPeer> remembered, IRandomSource random)
    {
        _context = new SwimContext(options, identity, random);
        _news = new NewsSpreader(_context);
        _self = new SelfDefence(_context, _news);
        _book = new ClaimBook(_context, _news, _self);
        _prober = new Prober(_context, _news, _book);
        _relay = new ProbeRelay(_context, _news);
        _rejoin = new Rejoin(_context, _news);
        _sync = new TableSync(_context, _book);
        _join = new JoinAttempt(_context);
        _challenges = new IdentityChallenges(_context, _book, _self);
        _removals = new RemovalNotices(_context);
        Recall(remembered);
        _published = View;
    }

    public MembershipView View => _context.Table.View;

    public TimeSpan NextWakeUp { get; private set; }

    public SwimStatus Status => new(
        _context.Health.Score,
        _context.Table.Reachable.Count,
        _context.Table.Lost.Count,
        _news.Waiting,
        _news.Overflowed,
        _prober.Sent,
        _prober.Failed);

    /// <summary>The first input: begins to probe and looks for the members it knew before.</summary>
    public IReadOnlyList<SwimEffect> Start(TimeSpan now) => Run(now, () =>
    {
        _context.ViewChanged();
        _prober.Start();
        _rejoin.Start();
    });

    /// <summary>No message: does what is due.</summary>
    public IReadOnlyList<SwimEffect> Advance(TimeSpan now) => Run(now, () => { });

    /// <summary>Asks a member at this address to be let in. Reported by a JoinSucceeded or a JoinFailed event.</summary>
    public IReadOnlyList<SwimEffect> Join(TimeSpan now, IPEndPoint contact) => Run(now, () => _join.Begin(contact));

    /// <summary>A packet that nobody could open was answered by a reject from there.</summary>
    public IReadOnlyList<SwimEffect> Rejected(TimeSpan now, IPEndPoint source) => Run(now, () => _join.Rejected(source));

    /// <summary>Says goodbye. A LeaveAnnounced event follows when that has been repeated often enough.</summary>
    public IReadOnlyList<SwimEffect> Leave(TimeSpan now) => Run(now, () =>
    {
        if (!_context.IsLeaving)
        {
            Member self = _context.Table.Self;
            _self.Announce(self with { Incarnation = self.Incarnation.Refute(), Status = MemberStatus.Left });
            _leaveUntil = now + _context.Options.LeaveTime;
            _leaveAgainAt = now + (_context.Options.LeaveTime / 3);
        }
    });

    /// <summary>Removes a member for ever, after an epoch has decided so: nothing under its id is accepted again.</summary>
    public IReadOnlyList<SwimEffect> Forget(TimeSpan now, NodeId id) => Run(now, () =>
    {
        if (id == _context.Identity.Id || _context.Table.IsRemoved(id))
        {
            return;
        }

        Member? member = _context.Table.TryGet(id, out MemberEntry entry) ? entry.Member : null;
        _context.Table.Remove(id, now);
        _book.Forget(id);
        _context.Remember(new RememberedPeer(
            id,
            member?.Name ?? "",
            member?.Address ?? _context.Identity.Address,
            member?.Incarnation.Epoch ?? 0,
            member?.StartNonce ?? 0,
            RememberedPeer.Standing.Removed));
        _context.Raise(new MembershipEvent.Forgotten(id));
    });

    /// <summary>This node's own underlay address has changed.</summary>
    public IReadOnlyList<SwimEffect> Readdress(TimeSpan now, IPEndPoint address) => Run(now, () =>
    {
        Member self = _context.Table.Self;
        if (!self.Address.Equals(address))
        {
            _self.Announce(self with { Incarnation = self.Incarnation.Refute(), Address = address });
        }
    });

    /// <param name="startNonce">From the seal's header, as <paramref name="from"/> is.</param>
    public IReadOnlyList<SwimEffect> Receive(TimeSpan now, NodeId from, ulong startNonce, IPEndPoint source, IWireMessage message) => Run(now, () =>
    {
        if (_context.Table.IsRemoved(from))
        {
            if (message is JoinAccept accept && _join.IsWaiting)
            {
                // Its records arrived before its answer: it does not know yet that it was removed, but it knows the members.
                Enter(accept, from);
            }

            _removals.Answer(from, source);
            return;
        }

        _challenges.Notice(from, startNonce, source);
        Dispatch(from, startNonce, source, message);
    });

    private void Dispatch(NodeId from, ulong startNonce, IPEndPoint source, IWireMessage message)
    {
        switch (message)
        {
            case Probe probe:
                Answer(probe, from, startNonce, source);
                break;
            case ProbeAck ack:
                Hear(ack.Claims, from);
                _prober.Answered(from, ack.Sequence);
                _relay.Answered(from, ack.Sequence);
                _challenges.Answered(from, startNonce, source, ack.Sequence);
                break;
            case ProbeNack nack:
                _prober.Nacked(from, nack.Sequence);
                break;
            case ProbeRequest request:
                Hear(request.Claims, from);
                _relay.Ask(source, request);
                break;
            case MemberNews told:
                Hear(told.Claims, from);
                break;
            case MemberSync sync:
                _sync.Receive(from, source, sync);
                break;
            case JoinRequest request when request.Joiner.Member.Id == from:
                _book.Apply(request.Joiner, ClaimChannel.Made, from);
                _context.Send(source, new JoinAccept(_sync.AllClaims()));
                break;
            case JoinAccept accept:
                Enter(accept, from);
                break;
            case IdentityConflict proof:
                _challenges.Receive(proof);
                break;
            case RemovalNotice notice when notice.Removed == _context.Identity.Id:
                _join.Removed(from);
                _context.Raise(new MembershipEvent.RemovedByOthers(from));
                break;
            default:
                break;
        }
    }

    private void Answer(Probe probe, NodeId from, ulong startNonce, IPEndPoint source)
    {
        Hear(probe.Claims, from);
        MemberClaim[] own = [new MemberClaim(_context.Table.Self)];
        if (probe.Target != _context.Identity.Id)
        {
            // The prober has a former holder's address: tell it who is here now, which is no answer for the one it meant.
            _context.Send(source, new MemberNews(own));
            return;
        }

        IEnumerable<MemberClaim> first = _news.BuddyClaim(from, startNonce);
        List<MemberClaim> claims = _news.Piggyback(probe.Introduces ? own.Concat(first) : first);
        _context.Send(source, new ProbeAck(probe.Sequence, claims));
        _sync.Compare(source, probe.TableHash);
    }

    private void Hear(IReadOnlyList<MemberClaim> claims, NodeId from) => _book.Apply(claims, ClaimChannel.News, from);

    private void Enter(JoinAccept accept, NodeId from)
    {
        _book.Apply(accept.Members, ClaimChannel.Welcome, from);
        _join.Answered();
    }

    /// <summary>Every input goes through here. What it brings is taken in before anything that is due is judged.</summary>
    private IReadOnlyList<SwimEffect> Run(TimeSpan now, Action input)
    {
        _context.Now = now;
        if (_started && _context.Options.ForgivesOwnStalls && now - NextWakeUp >= _context.Options.ProbeInterval)
        {
            Oversleep(now - NextWakeUp);
        }

        _started = true;
        input();
        _book.Advance();
        _prober.Advance();
        _relay.Advance();
        _rejoin.Advance();
        _join.Advance();
        _challenges.NoticeDouble();
        _challenges.NoticeAddresses();
        _challenges.Advance();
        AdvanceLeave();
        _prober.ProbeFreshSuspects();
        PublishView();
        _news.Flush();
        NextWakeUp = Earliest();
        return _context.TakeEffects();
    }

    private void PublishView()
    {
        if (!ReferenceEquals(_published, View))
        {
            _published = View;
            _context.ViewChanged();
        }
    }

    private void AdvanceLeave()
    {
        if (_leaveAgainAt <= _context.Now)
        {
            _self.Announce(_context.Table.Self);
            _leaveAgainAt = null;
        }

        if (_leaveUntil <= _context.Now)
        {
            _leaveUntil = null;
            _context.Raise(new MembershipEvent.LeaveAnnounced());
        }
    }

    /// <summary>The process was stopped or the machine paused: nobody may be judged by what was missed meanwhile.</summary>
    private void Oversleep(TimeSpan late)
    {
        _prober.Abandon();
        _book.Postpone(late);
        _context.Health.Worsen(1);
    }

    private TimeSpan Earliest()
    {
        TimeSpan due = _prober.NextDue < _rejoin.NextDue ? _prober.NextDue : _rejoin.NextDue;
        ReadOnlySpan<TimeSpan?> others =
            [_book.NextDue, _relay.NextDue, _news.NextDue, _join.NextDue, _challenges.NextDue, _leaveAgainAt, _leaveUntil];
        foreach (TimeSpan? other in others)
        {
            due = other < due ? other.Value : due;
        }

        return due;
    }

    private void Recall(IEnumerable<RememberedPeer> remembered)
    {
        foreach (RememberedPeer peer in remembered)
        {
            if (peer.State == RememberedPeer.Standing.Removed)
            {
                _context.Table.Remove(peer.Id, TimeSpan.Zero);
            }
            else if (peer.Id != _context.Identity.Id)
            {
                _context.Table.Put(peer.ToMember(), remembered: peer.State == RememberedPeer.Standing.Member, TimeSpan.Zero);
            }
        }
    }
}

/// <summary>Figures for <c>meshnet status</c> and the metrics. Counters only rise.</summary>
/// <param name="LocalHealth">0 is healthy; timeouts are stretched by 1 + this.</param>
public sealed record SwimStatus(int LocalHealth, int Reachable, int Lost, int NewsWaiting, long NewsOverflowed, long ProbesSent, long ProbesFailed);
