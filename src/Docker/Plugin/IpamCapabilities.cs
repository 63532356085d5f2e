namespace MeshNet.Docker.Plugin;

/// <summary>Answer to <c>IpamDriver.GetCapabilities</c>.</summary>
public sealed record IpamCapabilities
{
    /// <summary>Docker chooses an endpoint's MAC address before it asks for the IP address, and tells it.</summary>
    public bool RequiresMACAddress { get; init; }

    /// <summary>At its start Docker repeats the requests for every pool and address that it holds.</summary>
    public bool RequiresRequestReplay { get; init; }
}
