namespace MeshNet.Node.Names;

/// <summary>How the name servers work; the defaults are right for everyday use.</summary>
public sealed record NameServerSettings
{
    /// <summary>How long an asker may keep an answer. Short, since containers come and go.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a sandbox is told that we answer for it.</summary>
    public TimeSpan AliveInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long queries still come to a daemon that has gone, before Docker's own resolver gets them again.</summary>
    public TimeSpan FailOpen { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Servers for names of the outside; none: those of <see cref="HostResolverFile"/>.</summary>
    public IReadOnlyList<IPEndPoint> Upstreams { get; init; } = [];

    public string HostResolverFile { get; init; } = "/etc/resolv.conf";

    /// <summary>
    /// How long an answer is waited for in all. Docker's resolver asks three servers for four seconds each; resolver libraries
    /// give up between 5 s and 30 s.
    /// </summary>
    public TimeSpan ForwardTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one outside server is waited for before the next is asked.</summary>
    public TimeSpan UpstreamTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a sandbox may take to appear after we were told of it; Docker takes 0.1–0.2 s.</summary>
    public TimeSpan SandboxAppears { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A connection without a query for this long is closed.</summary>
    public TimeSpan ConnectionIdle { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Queries of one sandbox that may wait for another resolver's answer; more are refused.</summary>
    public int ForwardsPerSandboxMax { get; init; } = 256;

    /// <summary>Queries of all sandboxes that may wait for an outside server; more get no outside answer.</summary>
    public int UpstreamQueriesMax { get; init; } = 1024;

    /// <summary>Open TCP connections of one sandbox; more are closed at once.</summary>
    public int ConnectionsPerSandboxMax { get; init; } = 32;
}
