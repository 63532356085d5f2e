namespace MeshNet.Messages;

public sealed record NetworkBound(NetworkId Network);
