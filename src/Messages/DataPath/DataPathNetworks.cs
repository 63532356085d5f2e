using System.Collections.Immutable;

namespace MeshNet.Messages;

/// <summary>
/// Published by the driver on the event stream when it changes: the networks that this host's kernel has anything of. A closed network
/// that is not in it is drained here (<see cref="NetworkClosing.Drained"/>).
/// </summary>
public sealed record DataPathNetworks(ImmutableSortedSet<NetworkId> Networks);
