namespace MeshNet.Node.Plugin;

/// <summary>Answer to <c>NetworkDriver.GetCapabilities</c>.</summary>
public sealed record NetworkCapabilities
{
    /// <summary>
    /// <c>local</c>: each engine keeps its own object for a network; <c>global</c>: only Swarm managers (or, before Docker
    /// 23, engines with a cluster store) may create one.
    /// </summary>
    public string Scope { get; init; } = PluginScope.Local;

    /// <summary>How far the network reaches: <c>local</c> or <c>global</c>.</summary>
    public string ConnectivityScope { get; init; } = PluginScope.Global;

    /// <summary>Docker 28 and later is to call <c>GwAllocCheck</c>.</summary>
    public bool GwAllocChecker { get; init; }
}

/// <summary>The two scopes that Docker knows for a driver.</summary>
public static class PluginScope
{
    public const string Local = "local";
    public const string Global = "global";
}

/// <summary>Answer to <c>IpamDriver.GetCapabilities</c>.</summary>
public sealed record IpamCapabilities
{
    /// <summary>Docker chooses an endpoint's MAC address before it asks for the IP address, and tells it.</summary>
    public bool RequiresMACAddress { get; init; }

    /// <summary>At its start Docker repeats the requests for every pool and address that it holds.</summary>
    public bool RequiresRequestReplay { get; init; }
}

/// <summary>Answer to <c>IpamDriver.GetDefaultAddressSpaces</c>.</summary>
public sealed record AddressSpacesResponse(string LocalDefaultAddressSpace, string GlobalDefaultAddressSpace);

internal sealed record ActivateResponse(IReadOnlyList<string> Implements);

/// <summary>Success with nothing to tell: Docker takes an empty body for an error, so it is <c>{}</c>.</summary>
internal sealed record EmptyResponse;

/// <summary>A failure as the network driver's protocol tells it.</summary>
internal sealed record NetworkDriverError(string Err);

/// <summary>A failure as the IPAM driver's protocol tells it; there <c>Err</c> would be taken for success.</summary>
internal sealed record IpamDriverError(string Error);
