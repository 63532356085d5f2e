using MeshNet.Messages;

namespace MeshNet.Actors.Driver;

/// <summary>
/// From a network's actor: nothing of the network is left on this host. <paramref name="Requests"/> tells how many requests it has
/// had, so that the driver does not stop it over one that is still on its way.
/// </summary>
internal sealed record NetworkIdle(NetworkId Network, long Requests);
