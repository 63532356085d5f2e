namespace MeshNet.Actors.Edges;

/// <summary>One <c>-p</c> in the engine's notation.</summary>
/// <param name="ContainerPort"><c>80/tcp</c>.</param>
/// <param name="HostAddress">Empty: every address of the host.</param>
/// <param name="HostPort">A port, a range <c>8000-8010</c>, or empty for any free one.</param>
public sealed record EnginePort(string ContainerPort, string HostAddress, string HostPort);
