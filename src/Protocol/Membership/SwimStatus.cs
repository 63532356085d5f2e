namespace MeshNet.Protocol.Membership;

/// <summary>Figures for <c>meshnet status</c> and the metrics. Counters only rise.</summary>
/// <param name="LocalHealth">0 is healthy; timeouts are stretched by 1 + this.</param>
public sealed record SwimStatus(int LocalHealth, int Reachable, int Lost, int NewsWaiting, long NewsOverflowed, long ProbesSent, long ProbesFailed);
