namespace MeshNet.Actors.Diagnosis;

/// <summary>A test that this node's operator asked for, and its results so far.</summary>
internal sealed class PathRun
{
    private readonly TryPaths _wanted;
    private readonly DateTimeOffset _began;
    private readonly TimeSpan _beganMonotonic;
    private readonly SortedDictionary<NodeId, PathReport> _reports = [];

    public PathRun(TryPaths wanted, IActorRef asker, ITimeProvider time)
    {
        _wanted = wanted;
        _began = time.Now;
        _beganMonotonic = time.MonotonicClock;
        Asker = asker;
        foreach (NodeId peer in wanted.Peers.Keys)
        {
            _reports[peer] = new PathReport(peer, Stream: false, DatagramIn: false, DatagramOut: null, VxlanIn: false, VxlanOut: null, Clock: null);
        }
    }

    public IActorRef Asker { get; }

    public ulong Trial => _wanted.Trial;

    /// <summary>A peer listens; its clock was read at the moment between question and answer.</summary>
    public void Ready(NodeId peer, DateTimeOffset? clock, TimeSpan monotonicNow) => Change(peer, report => report with
    {
        Stream = true,
        Clock = clock is { } there ? ClockOffset.Of(_began, there, monotonicNow - _beganMonotonic) : null,
    });

    public void Heard(NodeId peer, PathAnswer answer) => Change(peer, report => answer.Stage == PathStage.Report
        ? report with { DatagramOut = answer.DatagramHeard, VxlanOut = answer.VxlanHeard }
        : report with { DatagramIn = true });

    /// <summary>A packet arrived at the VXLAN port.</summary>
    public void Heard(IPAddress source, ulong trial)
    {
        if (trial != Trial)
        {
            return;
        }

        foreach ((NodeId peer, _) in _wanted.Peers.Where(peer => peer.Value.Equals(source)))
        {
            Change(peer, report => report with { VxlanIn = true });
        }
    }

    public PathReports ToReports() => new([.. _reports.Values]);

    private void Change(NodeId peer, Func<PathReport, PathReport> change)
    {
        if (_reports.TryGetValue(peer, out PathReport? report))
        {
            _reports[peer] = change(report);
        }
    }
}

/// <summary>A node that tests its paths to this one, and what was heard from it.</summary>
internal sealed class PathGuest(ulong trial, IPAddress address)
{
    public ulong Trial => trial;

    public IPAddress Address => address;

    public bool DatagramHeard { get; set; }

    public bool VxlanHeard { get; set; }
}
