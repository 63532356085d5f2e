namespace MeshNet.Messages;

/// <summary>A network made by the CLI rather than by an engine. Answer: <see cref="NetworkBound"/>.</summary>
/// <param name="Subnet">CIDR notation, or empty for one of the automatic pool.</param>
public sealed record CreateNetwork(
    string Name,
    string Subnet,
    bool Internal,
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableSortedDictionary<string, string> Options) : IMeshRequest;

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

/// <summary>
/// The name and labels of a bound network, read from the engine after it was created. From here on it is replicated.
/// Answer: <see cref="NetworkBound"/>; <see cref="Refused"/> when another network of the mesh has the name.
/// </summary>
public sealed record NameNetwork(
    string EngineNetworkId,
    string Name,
    ImmutableSortedDictionary<string, string> Labels) : IMeshRequest;

public sealed record NetworkBound(NetworkId Network);

/// <summary>
/// NetworkDriver.DeleteNetwork. Closes the network for the whole mesh when the engine's id is bound to an open network; refused,
/// with their names, while other hosts have endpoints on it: the binding is then dropped and the network mirrored again (R14).
/// An unknown id changes nothing. Answer: <see cref="Acknowledged"/>.
/// </summary>
public sealed record UnbindNetwork(string EngineNetworkId) : IMeshRequest;

/// <summary>Deletes a network of the mesh by name; refused, with their names, while it has endpoints. Answer: <see cref="Acknowledged"/>.</summary>
public sealed record CloseNetwork(string Name) : IMeshRequest;
