namespace MeshNet.Lab.Tests.Chaos;

/// <summary>
/// What is done to a lab, drawn from a seed: the same seed gives the same plan. Every fault ends again, and a majority of hosts is on at
/// any time, so that there is somebody to start containers; which of them reach each other is left to chance, since nothing that is
/// promised depends on it.
/// </summary>
public sealed class ChaosPlan
{
    private readonly Random _random;
    private readonly int _hosts;
    private readonly TimeSpan _duration;
    private readonly List<ChaosStep> _steps = [];

    /// <summary>The ends of the faults that go on, by when they are due.</summary>
    private readonly PriorityQueue<ChaosAction, TimeSpan> _ends = new();

    /// <summary>The hosts that are off or lack a daemon: one trouble at a time for each.</summary>
    private readonly HashSet<int> _broken = [];

    private readonly HashSet<int> _off = [];

    private bool _isCut;

    private ChaosPlan(int seed, int hosts, TimeSpan duration)
    {
        _random = new Random(seed);
        _hosts = hosts;
        _duration = duration;
    }

    /// <summary>Less than half of the hosts.</summary>
    public static int OffMax(int hosts) => (hosts - 1) / 2;

    /// <param name="seed">Chooses the plan.</param>
    /// <param name="hosts">How many there are: 2 at least.</param>
    /// <param name="duration">Of the whole; what is still broken then is left so.</param>
    public static IReadOnlyList<ChaosStep> Draw(int seed, int hosts, TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hosts, 2);
        ChaosPlan plan = new(seed, hosts, duration);
        plan.Fill();
        return plan._steps;
    }

    private void Fill()
    {
        for (TimeSpan at = Seconds(2, 5); at < _duration; at += Seconds(1, 7))
        {
            EndWhatIsDue(at);
            ChaosAction fault = Fault();
            _steps.Add(new(at, fault));
            Begin(fault, at);
        }
        EndWhatIsDue(_duration);
    }

    private void EndWhatIsDue(TimeSpan until)
    {
        while (_ends.TryPeek(out _, out TimeSpan due) && due < until)
        {
            ChaosAction end = _ends.Dequeue();
            if (end is Heal && !_isCut)
            {
                continue;
            }

            _steps.Add(new(due, end));
            End(end);
        }
    }

    /// <summary>Draws until something comes up that can happen now; a cut always can.</summary>
    private ChaosAction Fault()
    {
        while (true)
        {
            int host = Host();
            switch (_random.Next(10))
            {
                case 0 or 1:
                    return Sides();
                case 2:
                    return new Isolate(host);
                case 3:
                    return new CutOneWay(host, ((host + _random.Next(_hosts - 1)) % _hosts) + 1);
                case 4 or 5 when _off.Count < OffMax(_hosts) && !_broken.Contains(host):
                    return new Crash(host);
                case 6 or 7 or 8 when !_broken.Contains(host):
                    return new Kill(host, LabHost.MeshNetDaemon);
                case 9 when !_broken.Contains(host):
                    return new Kill(host, LabHost.DockerDaemon);
            }
        }
    }

    private Split Sides()
    {
        int[] hosts = Enumerable.Range(1, _hosts).ToArray();
        _random.Shuffle(hosts);
        int first = _random.Next(1, _hosts);
        return new(new([.. hosts[..first].Order()], [.. hosts[first..].Order()]));
    }

    private void Begin(ChaosAction fault, TimeSpan at)
    {
        switch (fault)
        {
            case Crash(var host):
                _broken.Add(host);
                _off.Add(host);
                _ends.Enqueue(new Boot(host), at + Seconds(2, 30));
                break;
            case Kill(var host, var daemon):
                _broken.Add(host);
                _ends.Enqueue(new Restart(host, daemon), at + Seconds(0, 8));
                break;
            default:
                // A heal ends all cuts: one is due already if something is cut.
                if (!_isCut)
                {
                    _ends.Enqueue(new Heal(), at + Seconds(3, 40));
                }

                _isCut = true;
                break;
        }
    }

    private void End(ChaosAction end)
    {
        switch (end)
        {
            case Boot(var host):
                _broken.Remove(host);
                _off.Remove(host);
                break;
            case Restart(var host, _):
                _broken.Remove(host);
                break;
            default:
                _isCut = false;
                break;
        }
    }

    private int Host() => _random.Next(1, _hosts + 1);

    private TimeSpan Seconds(int least, int most) => TimeSpan.FromMilliseconds(_random.Next(least * 1000, most * 1000));
}
