namespace MeshNet.Docker.Networks;

/// <summary>The address that <c>--ip</c> asks for.</summary>
/// <param name="IPv4Address">Without prefix length.</param>
public sealed record WishedAddress(string IPv4Address);
