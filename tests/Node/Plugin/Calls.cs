namespace MeshNet.Node.Tests.Plugin;

/// <summary>One well-formed request for each method, as dockerd sends it, and the answer of the recording handler.</summary>
internal static class Calls
{
    private const string Endpoint = """{"NetworkID":"n1","EndpointID":"e1"}""";

    public static IReadOnlyDictionary<string, (string Request, string Response)> All { get; } =
        new SortedDictionary<string, (string, string)>(StringComparer.Ordinal)
        {
            ["Plugin.Activate"] = ("", """{"Implements":["NetworkDriver","IpamDriver"]}"""),
            ["NetworkDriver.GetCapabilities"] = ("", """{"Scope":"local","ConnectivityScope":"global","GwAllocChecker":false}"""),
            ["NetworkDriver.GwAllocCheck"] = ("""{"Options":{}}""", """{"SkipIPv4":true,"SkipIPv6":false}"""),
            ["NetworkDriver.AllocateNetwork"] =
                ("""{"NetworkID":"n1","Options":{},"IPv4Data":[],"IPv6Data":[]}""", """{"Options":{}}"""),
            ["NetworkDriver.FreeNetwork"] = ("""{"NetworkID":"n1"}""", "{}"),
            ["NetworkDriver.CreateNetwork"] = (
                """
                {"NetworkID":"n1","Options":{"com.docker.network.enable_ipv6":false,"com.docker.network.generic":{"vni":"51"}},
                "IPv4Data":[{"AddressSpace":"meshlocal","Gateway":"10.50.0.1/24","Pool":"10.50.0.0/24","AuxAddresses":{"a":"10.50.0.9/24"}}],"IPv6Data":[]}
                """, "{}"),
            ["NetworkDriver.DeleteNetwork"] = ("""{"NetworkID":"n1"}""", "{}"),
            ["NetworkDriver.CreateEndpoint"] = (
                """
                {"NetworkID":"n1","EndpointID":"e1","Interface":{"Address":"10.50.0.53/24","AddressIPv6":"","MacAddress":""},
                "Options":{"com.docker.network.endpoint.exposedports":[{"Proto":6,"Port":80}],
                "com.docker.network.portmap":[{"Proto":6,"IP":"","Port":80,"HostIP":"","HostPort":8080,"HostPortEnd":8080}]}}
                """, """{"Interface":{"MacAddress":"02:00:00:00:00:01"}}"""),
            ["NetworkDriver.DeleteEndpoint"] = (Endpoint, "{}"),
            ["NetworkDriver.EndpointOperInfo"] = (Endpoint, """{"Value":{}}"""),
            ["NetworkDriver.Join"] = (
                """{"NetworkID":"n1","EndpointID":"e1","SandboxKey":"/var/run/docker/netns/3165ff809059","Options":{}}""",
                """{"InterfaceName":{"SrcName":"mn0123","DstPrefix":"eth"},"StaticRoutes":[{"Destination":"10.96.0.0/12","RouteType":1,"NextHop":""}],"DisableGatewayService":false}"""),
            ["NetworkDriver.Leave"] = (Endpoint, "{}"),
            ["NetworkDriver.ProgramExternalConnectivity"] = ("""{"NetworkID":"n1","EndpointID":"e1","Options":{}}""", "{}"),
            ["NetworkDriver.RevokeExternalConnectivity"] = (Endpoint, "{}"),
            ["NetworkDriver.DiscoverNew"] = ("""{"DiscoveryType":1,"DiscoveryData":{"Address":"10.0.0.1","Self":true}}""", "{}"),
            ["NetworkDriver.DiscoverDelete"] = ("""{"DiscoveryType":1,"DiscoveryData":{"Address":"10.0.0.1","Self":true}}""", "{}"),
            ["IpamDriver.GetCapabilities"] = ("", """{"RequiresMACAddress":false,"RequiresRequestReplay":true}"""),
            ["IpamDriver.GetDefaultAddressSpaces"] =
                ("", """{"LocalDefaultAddressSpace":"meshlocal","GlobalDefaultAddressSpace":"meshglobal"}"""),
            ["IpamDriver.RequestPool"] = (
                """{"AddressSpace":"meshlocal","Pool":"10.50.0.0/24","SubPool":"","Options":{},"V6":false}""",
                """{"PoolID":"p1","Pool":"10.50.0.0/24","Data":{}}"""),
            ["IpamDriver.ReleasePool"] = ("""{"PoolID":"p1"}""", "{}"),
            ["IpamDriver.RequestAddress"] =
                ("""{"PoolID":"p1","Address":"","Options":null}""", """{"Address":"10.50.0.2/24","Data":{}}"""),
            ["IpamDriver.ReleaseAddress"] = ("""{"PoolID":"p1","Address":"10.50.0.2"}""", "{}"),
        };

    /// <summary>The methods that cannot be served without a request.</summary>
    public static IEnumerable<string> WithRequest => All.Where(call => call.Value.Request.Length > 0).Select(call => call.Key);
}
