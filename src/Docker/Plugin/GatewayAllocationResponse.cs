namespace MeshNet.Docker.Plugin;

/// <summary>Answer to <c>NetworkDriver.GwAllocCheck</c>: whether Docker should not ask IPAM for a gateway.</summary>
public sealed record GatewayAllocationResponse
{
    public bool SkipIPv4 { get; init; }

    public bool SkipIPv6 { get; init; }
}
