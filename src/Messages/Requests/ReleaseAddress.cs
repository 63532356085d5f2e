namespace MeshNet.Messages;

/// <summary>
/// IpamDriver.ReleaseAddress. Frees a reserved address; an address bound to an endpoint stays (R4). Answer: <see cref="Acknowledged"/>.
/// </summary>
public sealed record ReleaseAddress(string PoolId, uint Address) : IMeshRequest;
