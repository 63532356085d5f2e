namespace MeshNet.Messages;

/// <summary>Who owns which part of a network's subnet, or of the automatic pool. Answer: <see cref="AddressSpaceReport"/>.</summary>
/// <param name="NetworkName">A network, or empty for the automatic pool.</param>
public sealed record GetAddressSpace(string NetworkName) : IMeshRequest;
