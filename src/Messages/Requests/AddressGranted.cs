namespace MeshNet.Messages;

public sealed record AddressGranted(uint Address, Block Subnet);
