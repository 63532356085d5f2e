namespace MeshNet.Actors.Plugin;

/// <param name="InterfaceName">The link that Docker is to move into the sandbox.</param>
/// <param name="OwnGateway">The way out is ours: Docker is not to add one.</param>
public sealed record SandboxJoined(string InterfaceName, bool OwnGateway);
