using MeshNet.Actors.Gossip;
using MeshNet.Actors.Transport;
using MeshNet.Protocol;
using MeshNet.Protocol.Membership;
using MeshNet.Protocol.Random;

namespace MeshNet.Actors.Membership;

/// <summary>
/// Runs <see cref="Swim"/>: gives it messages and the time, and carries out its effects. Publishes each new <see cref="MembershipView"/> and each
/// <see cref="MembershipEvent"/> on the event stream, and the members to remember: once it has begun it never waits for a disk.
/// </summary>
public sealed class MembershipActor : TransportReceiver, IWithTimers
{
    private const string WakeUpKey = "wake-up";

    private readonly IActorRef _transport;
    private readonly PeerRows _peers = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Swim _swim;
    private readonly List<IActorRef> _joining = [];
    private readonly List<IActorRef> _leaving = [];
    private TimeSpan? _armedFor;

    public MembershipActor(
        SwimOptions options, SwimIdentity identity, IDurableStore store, IActorRef transport, IRandomSource random)
    {
        _transport = transport;
        _swim = new Swim(options, identity, PeerRows.Read(store), random);

        Receive<Received>(received =>
            Carry(_swim.Receive(Now, received.From, received.StartNonce, received.Source, received.Message)));
        Receive<WakeUp>(_ =>
        {
            _armedFor = null;
            Carry(_swim.Advance(Now));
        });
        Receive<RejectReceived>(reject => Carry(_swim.Rejected(Now, reject.Source)));
        Receive<JoinCluster>(join =>
        {
            _joining.Add(Sender);
            Carry(_swim.Join(Now, join.Contact));
        });
        Receive<LeaveCluster>(_ =>
        {
            _leaving.Add(Sender);
            Carry(_swim.Leave(Now));
        });
        Receive<ForgetMember>(forget => Carry(_swim.Forget(Now, forget.Id)));
        Receive<ChangeAddress>(change => Carry(_swim.Readdress(Now, change.Address)));
        Receive<GetMembershipView>(_ => Sender.Tell(_swim.View));
        Receive<GetMembershipStatus>(_ => Sender.Tell(_swim.Status));
        Receive<RecallPeers>(_ => Sender.Tell(_peers.All));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private static TimeSpan Now => Context.System.Scheduler.MonotonicClock;

    protected override void PreStart()
    {
        _transport.Tell(new Register(WireType.Probe, WireType.RemovalNotice, Self));
        Carry(_swim.Start(Now));
    }

    private void Carry(IReadOnlyList<SwimEffect> effects)
    {
        List<StoreWrite> rows = [];
        foreach (SwimEffect effect in effects)
        {
            switch (effect)
            {
                case SwimEffect.Send send:
                    _transport.Tell(new SendToAddress(send.To, send.Message));
                    break;
                case SwimEffect.Remember remember:
                    _peers.Add(remember.Row);
                    rows.Add(remember.Row);
                    break;
                case SwimEffect.Raise raise:
                    Announce(raise.Event);
                    break;
                case SwimEffect.ViewChanged changed:
                    Context.System.EventStream.Publish(changed.View);
                    break;
                default:
                    throw new InvalidOperationException($"{effect} is not known to the membership actor");
            }
        }

        if (rows.Count > 0)
        {
            Context.System.EventStream.Publish(new RememberPeers(rows));
        }

        Arm();
    }

    private void Announce(MembershipEvent happened)
    {
        if (happened.IsWarning)
        {
            _log.Warning("{0}", happened.Text);
        }
        else
        {
            _log.Info("{0}", happened.Text);
        }

        Context.System.EventStream.Publish(happened);
        if (happened is MembershipEvent.JoinSucceeded or MembershipEvent.JoinFailed)
        {
            Answer(_joining, happened);
        }
        else if (happened is MembershipEvent.LeaveAnnounced)
        {
            Answer(_leaving, happened);
        }
    }

    private static void Answer(List<IActorRef> waiting, MembershipEvent happened)
    {
        foreach (IActorRef one in waiting)
        {
            one.Tell(happened);
        }

        waiting.Clear();
    }

    /// <summary>Most inputs move the next wake-up later, and an early one does no harm: so the timer is only ever drawn nearer.</summary>
    private void Arm()
    {
        TimeSpan due = _swim.NextWakeUp;
        if (_armedFor is { } armed && armed <= due)
        {
            return;
        }

        _armedFor = due;
        TimeSpan delay = due - Now;
        if (delay > TimeSpan.Zero)
        {
            Timers.StartSingleTimer(WakeUpKey, WakeUp.Instance, delay);
        }
        else
        {
            // A timer would wait for the scheduler's next tick, and news that is due would wait with it at every host on its way.
            Self.Tell(WakeUp.Instance);
        }
    }

    private sealed class WakeUp
    {
        public static readonly WakeUp Instance = new();
    }
}
