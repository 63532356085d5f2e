namespace MeshNet.Messages;

/// <param name="PoolId">What Docker repeats in the calls about this pool's addresses.</param>
/// <param name="Gateway">One address for the gateway on all hosts, so that no host asks for one of its own.</param>
public sealed record PoolGranted(string PoolId, Block Subnet, uint Gateway);
