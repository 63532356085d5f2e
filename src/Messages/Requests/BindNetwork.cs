using System.Collections.Immutable;

namespace MeshNet.Messages;

/// <summary>
/// NetworkDriver.CreateNetwork: ties the engine's network id to the pool's network. A new network becomes visible to the mesh with
/// <see cref="NameNetwork"/>, because the engine tells its name only afterwards. Answer: <see cref="NetworkBound"/>.
/// </summary>
/// <param name="EngineNetworkId">This engine's id of the network, 64 hexadecimal digits.</param>
/// <param name="Subnet">The pool's subnet as Docker repeats it.</param>
/// <param name="Gateway">The gateway that Docker settled on.</param>
/// <param name="Options">Docker's driver options; <see cref="RequestPool.NetworkOption"/> marks a mirror.</param>
public sealed record BindNetwork(
    string EngineNetworkId,
    Block Subnet,
    uint Gateway,
    bool Internal,
    ImmutableSortedDictionary<string, string> Options) : IMeshRequest;
