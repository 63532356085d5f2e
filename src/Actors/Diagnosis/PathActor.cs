using MeshNet.Actors.Transport;

namespace MeshNet.Actors.Diagnosis;

/// <summary>
/// Tests the paths between this node and others, in both directions: a stream asks the other to listen; then each sends the other a datagram and
/// a packet to the VXLAN port, and the other reports over the stream what it heard. From the first
/// answer, which comes at once, the clocks are compared.
/// </summary>
public sealed class PathActor : TransportReceiver, IWithTimers
{
    /// <summary>Above the largest datagram there can be.</summary>
    private const int StreamPaddingBytes = 70_000;

    /// <summary>A packet may be lost on a good path.</summary>
    private const int Packets = 3;

    private const int GuestsMax = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReportDelay = TimeSpan.FromSeconds(1);

    private readonly IActorRef _transport;
    private readonly IPortProbe _probe;
    private readonly ITimeProvider _time = Context.System.Scheduler;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly SortedDictionary<NodeId, PathGuest> _guests = [];
    private PathRun? _run;
    private IDisposable? _listening;

    public PathActor(IActorRef transport, IPortProbe probe)
    {
        _transport = transport;
        _probe = probe;
        Receive<TryPaths>(Begin);
        Receive<Received>(OnReceived);
        Receive<PacketHeard>(OnHeard);
        Receive<ReportDue>(Report);
        Receive<RunEnds>(_ => End());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => _transport.Tell(new Register(WireType.PathAsk, WireType.PathAnswer, Self));

    protected override void PostStop() => _listening?.Dispose();

    private void Begin(TryPaths wanted)
    {
        if (_run is not null)
        {
            Sender.Tell(new Refused("the paths to the other hosts are already being tested: try again in a moment"));
            return;
        }

        _run = new PathRun(wanted, Sender, _time);
        Listen();
        foreach (NodeId peer in wanted.Peers.Keys)
        {
            _transport.Tell(new SendTo(peer, new PathAsk(wanted.Trial, PathStage.Prepare, StreamPaddingBytes)));
        }

        Timers.StartSingleTimer(nameof(RunEnds), RunEnds.Instance, Patience);
    }

    private void OnReceived(Received received)
    {
        switch (received.Message)
        {
            case PathAsk { Stage: PathStage.Prepare } ask when _guests.Count < GuestsMax || _guests.ContainsKey(received.From):
                Welcome(received.From, received.Source.Address, ask.Trial);
                break;
            case PathAsk { Stage: PathStage.Datagram } ask when Guest(received.From, ask.Trial) is { } guest:
                guest.DatagramHeard = true;
                break;
            case PathAnswer { Stage: PathStage.Ready } answer when _run?.Trial == answer.Trial:
                _run.Ready(received.From, answer.Clock, _time.MonotonicClock);
                _transport.Tell(new SendTo(received.From, new PathAsk(answer.Trial, PathStage.Datagram, PaddingBytes: 0)));
                SendPackets(received.Source.Address, answer.Trial);
                break;
            case PathAnswer answer when _run?.Trial == answer.Trial:
                _run.Heard(received.From, answer);
                break;
        }
    }

    private void Welcome(NodeId from, IPAddress address, ulong trial)
    {
        _guests[from] = new PathGuest(trial, address);
        Listen();
        _transport.Tell(new SendTo(from, new PathAnswer(trial, PathStage.Ready, false, false, StreamPaddingBytes, _time.Now)));
        _transport.Tell(new SendTo(from, new PathAnswer(trial, PathStage.Datagram, false, false, PaddingBytes: 0, Clock: null)));
        SendPackets(address, trial);
        Timers.StartSingleTimer((from, trial), new ReportDue(from, trial), ReportDelay);
    }

    private void OnHeard(PacketHeard heard)
    {
        _run?.Heard(heard.Source, heard.Trial);
        foreach (PathGuest guest in _guests.Values.Where(guest => guest.Trial == heard.Trial && guest.Address.Equals(heard.Source)))
        {
            guest.VxlanHeard = true;
        }
    }

    private void Report(ReportDue due)
    {
        if (Guest(due.Peer, due.Trial) is { } guest)
        {
            _guests.Remove(due.Peer);
            _transport.Tell(new SendTo(
                due.Peer, new PathAnswer(due.Trial, PathStage.Report, guest.DatagramHeard, guest.VxlanHeard, StreamPaddingBytes, Clock: null)));
            FallSilent();
        }
    }

    private void End()
    {
        PathRun run = _run!;
        _run = null;
        run.Asker.Tell(run.ToReports());
        FallSilent();
    }

    private PathGuest? Guest(NodeId peer, ulong trial) => _guests.GetValueOrDefault(peer) is { } guest && guest.Trial == trial ? guest : null;

    private void SendPackets(IPAddress to, ulong trial)
    {
        for (int sent = 0; sent < Packets; sent++)
        {
            _probe.Send(to, trial);
        }
    }

    private void Listen()
    {
        if (_listening is not null)
        {
            return;
        }

        IActorRef self = Self;
        try
        {
            _listening = _probe.Listen((source, trial) => self.Tell(new PacketHeard(source, trial), ActorRefs.NoSender));
        }
        catch (IOException failure)
        {
            // What is not heard is reported as not heard, and the log says why.
            _log.Warning("cannot listen for packets to the VXLAN port: {0}", failure.Message);
        }
    }

    private void FallSilent()
    {
        if (_run is null && _guests.Count == 0)
        {
            _listening?.Dispose();
            _listening = null;
        }
    }

    private sealed record PacketHeard(IPAddress Source, ulong Trial);

    private sealed record ReportDue(NodeId Peer, ulong Trial);

    private sealed record RunEnds
    {
        public static readonly RunEnds Instance = new();
    }
}
