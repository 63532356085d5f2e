namespace MeshNet.Lab.Tests.Chaos;

/// <summary>When a host was off or lacked a daemon, and when hosts were cut from each other: what excuses that a command failed.</summary>
public sealed class HostTroubles(int hosts, TimeSpan grace)
{
    /// <summary>For the number of each host, and 0 for what is between hosts: the last trouble's end; none yet, or it goes on.</summary>
    private readonly Dictionary<int, TimeSpan> _ends = Enumerable.Range(0, hosts + 1).ToDictionary(host => host, _ => TimeSpan.MinValue);

    private readonly Lock _lock = new();

    /// <summary>Between hosts.</summary>
    public const int Everywhere = 0;

    public void Begin(int host)
    {
        lock (_lock)
        {
            _ends[host] = TimeSpan.MaxValue;
        }
    }

    public void End(int host, TimeSpan now)
    {
        lock (_lock)
        {
            _ends[host] = now;
        }
    }

    public bool IsIn(int host)
    {
        lock (_lock)
        {
            return _ends[host] == TimeSpan.MaxValue;
        }
    }

    /// <summary>Whether a host was in trouble since a moment, or so shortly before it that the trouble may still have been felt.</summary>
    public bool Touched(int host, TimeSpan since)
    {
        lock (_lock)
        {
            return _ends[host] > TimeSpan.MinValue && _ends[host] >= since - grace;
        }
    }

    /// <summary>The same of any host, or of what is between them.</summary>
    public bool TouchedAnywhere(TimeSpan since) => Enumerable.Range(0, hosts + 1).Any(host => Touched(host, since));
}
