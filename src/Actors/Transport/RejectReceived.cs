using System.Net;

namespace MeshNet.Actors.Transport;

/// <summary>
/// From the transport, to who reads joins: somebody at this address cannot open what this node sends. Anybody can send that, so it is a hint and no more.
/// </summary>
/// <param name="SameCluster">It shows the tag of this node's cluster: then the packet was garbled on its way.</param>
public sealed record RejectReceived(IPEndPoint Source, bool SameCluster);
