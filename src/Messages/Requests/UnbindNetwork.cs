namespace MeshNet.Messages;

/// <summary>
/// NetworkDriver.DeleteNetwork. Closes the network for the whole mesh when the engine's id is bound to an open network; refused,
/// with their names, while other hosts have endpoints on it: the binding is then dropped and the network mirrored anew (R14).
/// An unknown id changes nothing. Answer: <see cref="Acknowledged"/>.
/// </summary>
public sealed record UnbindNetwork(string EngineNetworkId) : IMeshRequest;
