namespace MeshNet.Messages;

/// <summary>IpamDriver.ReleasePool. Frees a provisional pool; never touches a network of the mesh (R14). Answer: <see cref="Acknowledged"/>.</summary>
public sealed record ReleasePool(string PoolId) : IMeshRequest;
