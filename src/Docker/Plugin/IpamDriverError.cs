namespace MeshNet.Docker.Plugin;

/// <summary>A failure as the IPAM driver's protocol tells it; there <c>Err</c> would be taken for success.</summary>
internal sealed record IpamDriverError(string Error);
