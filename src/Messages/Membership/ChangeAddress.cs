using System.Net;

namespace MeshNet.Messages;

/// <summary>To membership: this node's own underlay address is another one now.</summary>
public sealed record ChangeAddress(IPEndPoint Address);
