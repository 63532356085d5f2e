using MeshNet.Messages;

namespace MeshNet.Actors.Transport;

/// <summary>To the transport: seal this and send it to a member, wherever it is now. Lost without notice, as a datagram is.</summary>
public sealed record SendTo(NodeId To, IWireMessage Message);
