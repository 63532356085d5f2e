using System.Net.NetworkInformation;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshNet.Node.Plugin;

/// <summary>The options of an endpoint in <c>CreateEndpoint</c>, <c>Join</c> and <c>ProgramExternalConnectivity</c>.</summary>
public sealed record EndpointOptions
{
    private const string DockerPrefix = "com.docker.network.";
    private const string PortMapKey = DockerPrefix + "portmap";
    private const string ExposedPortsKey = DockerPrefix + "endpoint.exposedports";
    private const string MacAddressKey = DockerPrefix + "endpoint.macaddress";
    private const string DnsServersKey = DockerPrefix + "endpoint.dnsservers";
    private const int MacAddressBytes = 6;

    /// <summary><c>-p</c>.</summary>
    public required IReadOnlyList<PortMapping> PortMap { get; init; }

    /// <summary>What <c>-p</c>, <c>--expose</c> and the image expose.</summary>
    public required IReadOnlyList<ExposedPort> ExposedPorts { get; init; }

    /// <summary><c>--mac-address</c>; null when the user set none.</summary>
    public PhysicalAddress? MacAddress { get; init; }

    /// <summary><c>--dns</c>.</summary>
    public required IReadOnlyList<string> DnsServers { get; init; }

    /// <summary><c>--network name=…,driver-opt=key=value</c>.</summary>
    public required IReadOnlyDictionary<string, string> DriverOptions { get; init; }

    /// <summary>Reads the options; none at all are the defaults.</summary>
    /// <exception cref="PluginRequestException">An option has a value of the wrong kind.</exception>
    public static EndpointOptions From(JsonElement options) =>
        OptionReader.Read(options, reader => new EndpointOptions
        {
            PortMap = reader.List(PortMapKey, PluginJson.Default.PortMappingArray),
            ExposedPorts = reader.List(ExposedPortsKey, PluginJson.Default.ExposedPortArray),
            MacAddress = reader.Bytes(MacAddressKey) switch
            {
                [] => null,
                { Length: MacAddressBytes } bytes => new PhysicalAddress(bytes),
                var bytes => throw new PluginRequestException(
                    $"the option {MacAddressKey} holds {bytes.Length} bytes, and a MAC address has {MacAddressBytes}"),
            },
            DnsServers = reader.List(DnsServersKey, PluginJson.Default.StringArray),
            DriverOptions = reader.StringsExcept(DockerPrefix),
        });
}

/// <summary>One published port.</summary>
public sealed record PortMapping
{
    /// <summary>IP protocol number: 6 TCP, 17 UDP, 132 SCTP.</summary>
    [JsonPropertyName("Proto")]
    public byte Protocol { get; init; }

    /// <summary>The container's address; Docker leaves it empty.</summary>
    [JsonPropertyName("IP")]
    public string Address { get; init => field = value ?? ""; } = "";

    /// <summary>The container's port.</summary>
    public ushort Port { get; init; }

    /// <summary>The host's address to publish on; empty: every one.</summary>
    [JsonPropertyName("HostIP")]
    public string HostAddress { get; init => field = value ?? ""; } = "";

    /// <summary>First port of the range on the host; 0: any free one.</summary>
    public ushort HostPort { get; init; }

    /// <summary>Last port of the range on the host; 0: the same as the first.</summary>
    public ushort HostPortEnd { get; init; }
}

/// <summary>One port on which the container listens.</summary>
public sealed record ExposedPort
{
    /// <summary>IP protocol number: 6 TCP, 17 UDP, 132 SCTP.</summary>
    [JsonPropertyName("Proto")]
    public byte Protocol { get; init; }

    public ushort Port { get; init; }
}
