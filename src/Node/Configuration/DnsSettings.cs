using System.Net;

namespace MeshNet.Node.Configuration;

/// <summary>Names of containers: <c>meshnet.dns</c>.</summary>
/// <param name="Upstreams">Who resolves outside names; empty: the servers in the host's resolver file.</param>
/// <param name="AliveInterval">How often a sandbox is told that we answer.</param>
/// <param name="FailOpen">How long after the last such message a sandbox uses Docker's resolver again.</param>
/// <param name="TimeToLive">How long an answer may be remembered.</param>
public sealed record DnsSettings(
    IReadOnlyList<IPEndPoint> Upstreams, TimeSpan AliveInterval, TimeSpan FailOpen, TimeSpan TimeToLive);
