using MeshNet.Messages;

namespace MeshNet.Protocol.Epochs;

/// <summary>A node that is meant by a name or an id, and the name that people know it by.</summary>
public sealed record RemovalTarget(NodeId Node, string Name);
