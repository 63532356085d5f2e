using MeshNet.Messages;

namespace MeshNet.Actors.Driver;

/// <summary>From the kernel: a link of the network, or an entry that it has to have, was deleted, perhaps by ourselves.</summary>
internal sealed record ObjectsDeleted(NetworkId Network);
