using MeshNet.Messages;

namespace MeshNet.Actors.Driver;

/// <summary>From the kernel: a link of the network was deleted, perhaps by ourselves.</summary>
internal sealed record LinksDeleted(NetworkId Network);
