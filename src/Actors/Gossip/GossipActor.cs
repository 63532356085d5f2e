using MeshNet.Actors.Membership;
using MeshNet.Actors.Transport;
using MeshNet.Protocol;
using MeshNet.Protocol.Mesh;

namespace MeshNet.Actors.Gossip;

/// <summary>
/// The shell of <see cref="MeshBrain"/>: hands it inputs, commits what it wants kept, and only then does what it wants done. Inputs that wait
/// together share a commit.
/// When a promise cannot be kept on disk, everyone who waits is told so, and once the disk takes rows again the brain is made anew from
/// what it holds: a brain that is made anew asks the others for all that it lacks, so to try at once would be to ask without end.
/// </summary>
public sealed class GossipActor : TransportReceiver, IWithTimers, IBlocks
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>How long rows that carry no promise may wait for a commit to share.</summary>
    private static readonly TimeSpan LazyInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>With this many rows waiting for a disk that takes none, memory must not grow further: what was learnt can be learnt again.</summary>
    private const int LazyRowsMax = 200_000;

    /// <summary>So many inputs share a commit at most, so that the first of them does not wait for ever.</summary>
    private const int InputsPerCommitMax = 256;

    private const int NoticesMax = 16;

    private readonly GossipSetup _setup;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly SortedDictionary<long, IActorRef> _askers = [];
    private readonly Queue<string> _notices = [];
    private MeshBrain _brain = null!;
    private MeshView? _published;
    private TimeSpan _nextLazyCommit;
    private long _lastRequest;
    private int _uncommitted;
    private bool _peersWait;

    public GossipActor(GossipSetup setup)
    {
        _setup = setup;
        Work();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private static TimeSpan Now => Context.System.Scheduler.MonotonicClock;

    protected override void PreStart()
    {
        _setup.Transport.Tell(new Register(WireType.Push, WireType.BlockAnswer, Self));
        _setup.Transport.Tell(new Register(WireType.EpochPrepare, WireType.EpochNews, Self));
        Context.System.EventStream.Subscribe<MembershipView>(Self);
        Context.System.EventStream.Subscribe<MembershipEvent.RemovedByOthers>(Self);
        Context.System.EventStream.Subscribe<RememberPeers>(Self);
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, TickInterval);
        Begin();
    }

    protected override void PreRestart(Exception reason, object? message)
    {
        RefuseAll(reason.Message);
        base.PreRestart(reason, message);
    }

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    private void Work()
    {
        Receive<Received>(received => Turn(() => _brain.Receive(received.From, received.Message, Now)));
        Receive<IMeshRequest>(OnRequest);
        Receive<MembershipView>(OnMembership);
        Receive<MembershipEvent.RemovedByOthers>(removed => Turn(() => _brain.ToldRemoved(removed.ToldBy, Now)));
        Receive<RememberPeers>(peers => Turn(() => Remember(peers)));
        Receive<Commit>(_ => Flush());
        Receive<Tick>(_ => OnTick());
        Receive<GetGossipStatus>(_ => Sender.Tell(Status()));
    }

    /// <summary>
    /// The brain holds what the disk does not. It must not be used until the disk can be written again and a new brain is made.
    /// </summary>
    private void Rest()
    {
        Receive<GetMeshView>(_ => Sender.Tell(_published!), _ => _published is not null);
        Receive<IMeshRequest>(_ => Sender.Tell(new Refused(_setup.Health.Trouble!)));
        Receive<GetGossipStatus>(_ => Sender.Tell(Status()));
        Receive<Tick>(_ =>
        {
            if (_setup.Health.TryAgain(_setup.Store, Now))
            {
                _log.Info("the store takes rows again");
                Become(Work);
                Begin();
            }
        });
        ReceiveAny(_ => { });
    }

    private void Begin()
    {
        _brain = new MeshBrain(_setup.Self, _setup.Epoch, _setup.Settings, _setup.Random, _setup.Store.Read, Now);
        if (_setup.Founds && _brain.Replicas.Own.Watermark == LogVersion.Zero)
        {
            _brain.Found(Now);
        }

        _brain.Describe(_setup.Record, _setup.HostSubnets, Now);
        // After a restart by its supervisor it must not be without peers until the next change.
        _setup.Membership.Tell(GetMembershipView.Instance);
        _setup.Membership.Tell(RecallPeers.Instance);
        Flush();
    }

    private void RefuseAll(string reason)
    {
        foreach (IActorRef asker in _askers.Values)
        {
            asker.Tell(new Refused(reason));
        }

        _askers.Clear();
    }

    private void OnTick()
    {
        Turn(() => _brain.Tick(Now));
        if (_setup.Health.TryAgain(_setup.Store, Now))
        {
            _log.Info("the store takes rows again");
        }
    }

    private void OnRequest(IMeshRequest request)
    {
        long number = ++_lastRequest;
        _askers.Add(number, Sender);
        Turn(() => _brain.Request(number, request, Now));
    }

    private void OnMembership(MembershipView view)
    {
        ImmutableArray<NodeId> peers =
        [
            .. view.Members.Values
                .Where(member => member.Id != view.Self && member.Status is MemberStatus.Alive or MemberStatus.Suspect)
                .Select(member => member.Id),
        ];
        Turn(() => _brain.SetPeers(peers, Now, view.Displaced));
    }

    private void Remember(RememberPeers peers)
    {
        foreach (StoreWrite row in peers.Rows)
        {
            _brain.Outbox.WriteLater(row.Bucket, row.Key, row.Value);
        }

        _peersWait |= peers.Rows.Count > 0;
    }

    /// <summary>What waits in the mailbox already comes before the mark and shares its commit; an input that is alone meets the mark next.</summary>
    private void Turn(Action input)
    {
        input();
        if (!_brain.Outbox.MustWrite && !_peersWait)
        {
            Flush();
        }
        else if (++_uncommitted == 1)
        {
            Self.Tell(Commit.Instance);
        }
        else if (_uncommitted >= InputsPerCommitMax)
        {
            Flush();
        }
    }

    private void Flush()
    {
        _uncommitted = 0;
        if (!TryCommit())
        {
            return;
        }

        foreach (Effect effect in _brain.Outbox.Effects)
        {
            Do(effect);
        }

        _brain.Outbox.Effects.Clear();
        MeshView view = _brain.View;
        if (!ReferenceEquals(view, _published))
        {
            _published = view;
            Context.System.EventStream.Publish(view);
        }
    }

    /// <summary>False where a promise could not be kept: nothing of this turn may take effect.</summary>
    private bool TryCommit()
    {
        Outbox outbox = _brain.Outbox;
        if (outbox.Writes.Count == 0 || (!outbox.MustWrite && !_peersWait && Now < _nextLazyCommit))
        {
            return true;
        }

        _nextLazyCommit = Now + LazyInterval;
        _peersWait = false;
        try
        {
            Keep(outbox);
            outbox.Committed();
            _setup.Health.Accepted();
            return true;
        }
        catch (StoreException error)
        {
            if (_setup.Health.Trouble is null)
            {
                _log.Warning("the store cannot be written: {0}", error.Message);
            }

            _setup.Health.Refused(error, Now);
        }

        if (!outbox.MustWrite && outbox.Writes.Count < LazyRowsMax)
        {
            // Nothing was promised with these rows: they stay in memory and are tried again, and the rest of the node goes on.
            return true;
        }

        RefuseAll(_setup.Health.Trouble!);
        Become(Rest);
        return false;
    }

    private void Keep(Outbox outbox)
    {
        if (outbox.MustWrite && !outbox.MustCommit)
        {
            _setup.Store.Write(outbox.Writes);
        }
        else
        {
            _setup.Store.Commit(outbox.Writes);
        }
    }

    private void Do(Effect effect)
    {
        switch (effect)
        {
            case Effect.Send send:
                _setup.Transport.Tell(new SendTo(send.To, send.Message));
                break;
            case Effect.Reply reply:
                if (_askers.Remove(reply.Request, out IActorRef? asker))
                {
                    asker.Tell(reply.Answer);
                }

                break;
            case Effect.Forget forget:
                _setup.Membership.Tell(new ForgetMember(forget.Node));
                break;
            case Effect.Tell { Warning: true } tell:
                _log.Warning("{0}", tell.Text);
                Notice(tell.Text);
                break;
            case Effect.Tell tell:
                _log.Info("{0}", tell.Text);
                break;
        }
    }

    private void Notice(string text)
    {
        if (_notices.Count == NoticesMax)
        {
            _notices.Dequeue();
        }

        _notices.Enqueue(text);
    }

    private GossipStatus Status() => new(
        _brain.IsSynced,
        _brain.Quarantine,
        _brain.IsRemoved,
        _brain.Replicas.RootHash,
        _brain.Replicas.Logs.Count(),
        _brain.Replicas.Logs.Sum(log => log.Count),
        _setup.Health.Trouble,
        [.. _notices]);

    private sealed record Commit
    {
        public static readonly Commit Instance = new();
    }

    private sealed record Tick
    {
        public static readonly Tick Instance = new();
    }
}
