namespace MeshNet.Docker.Plugin;

/// <summary>Answer to <c>IpamDriver.GetDefaultAddressSpaces</c>.</summary>
public sealed record AddressSpacesResponse(string LocalDefaultAddressSpace, string GlobalDefaultAddressSpace);
