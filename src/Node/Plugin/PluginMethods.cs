using System.Collections.Frozen;

namespace MeshNet.Node.Plugin;

/// <summary>Every method of the protocol, by name.</summary>
internal static class PluginMethods
{
    private static readonly PluginJson Json = PluginJson.Default;

    public static FrozenDictionary<string, PluginMethod> Of(IPluginHandler handler) =>
        Activation().Concat(NetworkDriver(handler)).Concat(IpamDriver(handler))
            .ToFrozenDictionary(method => method.Name, StringComparer.Ordinal);

    private static IEnumerable<PluginMethod> Activation() =>
    [
        PluginMethod.Asking("Plugin.Activate", Json.ActivateResponse,
            _ => Task.FromResult(new ActivateResponse(["NetworkDriver", "IpamDriver"]))),
    ];

    private static IEnumerable<PluginMethod> NetworkDriver(INetworkDriver driver) =>
    [
        PluginMethod.Asking("NetworkDriver.GetCapabilities", Json.NetworkCapabilities, driver.GetNetworkCapabilitiesAsync),
        PluginMethod.Calling(
            "NetworkDriver.GwAllocCheck", Json.GatewayAllocationRequest, Json.GatewayAllocationResponse, driver.GwAllocCheckAsync),
        PluginMethod.Calling(
            "NetworkDriver.AllocateNetwork", Json.AllocateNetworkRequest, Json.AllocateNetworkResponse, driver.AllocateNetworkAsync),
        PluginMethod.Telling("NetworkDriver.FreeNetwork", Json.FreeNetworkRequest, driver.FreeNetworkAsync),
        PluginMethod.Telling("NetworkDriver.CreateNetwork", Json.CreateNetworkRequest, driver.CreateNetworkAsync),
        PluginMethod.Telling("NetworkDriver.DeleteNetwork", Json.DeleteNetworkRequest, driver.DeleteNetworkAsync),
        PluginMethod.Calling(
            "NetworkDriver.CreateEndpoint", Json.CreateEndpointRequest, Json.CreateEndpointResponse, driver.CreateEndpointAsync),
        PluginMethod.Telling("NetworkDriver.DeleteEndpoint", Json.EndpointReference, driver.DeleteEndpointAsync),
        PluginMethod.Calling(
            "NetworkDriver.EndpointOperInfo", Json.EndpointReference, Json.EndpointOperInfoResponse, driver.EndpointOperInfoAsync),
        PluginMethod.Calling("NetworkDriver.Join", Json.JoinEndpointRequest, Json.JoinEndpointResponse, driver.JoinAsync),
        PluginMethod.Telling("NetworkDriver.Leave", Json.EndpointReference, driver.LeaveAsync),
        PluginMethod.Telling(
            "NetworkDriver.ProgramExternalConnectivity", Json.ExternalConnectivityRequest, driver.ProgramExternalConnectivityAsync),
        PluginMethod.Telling(
            "NetworkDriver.RevokeExternalConnectivity", Json.EndpointReference, driver.RevokeExternalConnectivityAsync),
        PluginMethod.Telling("NetworkDriver.DiscoverNew", Json.DiscoveryNotification, driver.DiscoverNewAsync),
        PluginMethod.Telling("NetworkDriver.DiscoverDelete", Json.DiscoveryNotification, driver.DiscoverDeleteAsync),
    ];

    private static IEnumerable<PluginMethod> IpamDriver(IIpamDriver driver) =>
    [
        PluginMethod.Asking("IpamDriver.GetCapabilities", Json.IpamCapabilities, driver.GetIpamCapabilitiesAsync),
        PluginMethod.Asking("IpamDriver.GetDefaultAddressSpaces", Json.AddressSpacesResponse, driver.GetDefaultAddressSpacesAsync),
        PluginMethod.Calling("IpamDriver.RequestPool", Json.RequestPoolRequest, Json.RequestPoolResponse, driver.RequestPoolAsync),
        PluginMethod.Telling("IpamDriver.ReleasePool", Json.ReleasePoolRequest, driver.ReleasePoolAsync),
        PluginMethod.Calling(
            "IpamDriver.RequestAddress", Json.RequestAddressRequest, Json.RequestAddressResponse, driver.RequestAddressAsync),
        PluginMethod.Telling("IpamDriver.ReleaseAddress", Json.ReleaseAddressRequest, driver.ReleaseAddressAsync),
    ];
}
