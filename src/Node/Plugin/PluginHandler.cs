using MeshNet.Actors.Plugin;

namespace MeshNet.Node.Plugin;

/// <summary>
/// Docker's network driver: checks what Docker says, asks the plugin's actor, and says the answer in Docker's words. Nothing is
/// remembered here, so that a repeated call meets the same answer.
/// </summary>
/// <param name="calls">Where the questions go.</param>
public sealed partial class PluginHandler(IPluginCalls calls) : IPluginHandler
{
    /// <summary>Docker appends a number: <c>eth0</c>, and the next free one for each further network.</summary>
    private const string InterfacePrefix = "eth";

    /// <summary>
    /// Answered whether or not this host is in a mesh: dockerd asks once, when it loads the plugin, and a refusal would last until
    /// dockerd itself is restarted.
    /// </summary>
    public Task<NetworkCapabilities> GetNetworkCapabilitiesAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new NetworkCapabilities { Scope = PluginScope.Local, ConnectivityScope = PluginScope.Global });

    /// <summary>The pool's answer names the gateway already, so that Docker asks for none; this says the same.</summary>
    public Task<GatewayAllocationResponse> GwAllocCheckAsync(GatewayAllocationRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new GatewayAllocationResponse { SkipIPv4 = true, SkipIPv6 = true });

    public Task<AllocateNetworkResponse> AllocateNetworkAsync(AllocateNetworkRequest request, CancellationToken cancellationToken) =>
        Task.FromException<AllocateNetworkResponse>(new PluginException(
            "network driver meshnet has scope local, but Swarm services need scope global: "
            + "create the network without Swarm (docker network create -d meshnet --ipam-driver meshnet NAME), on any host"));

    public Task FreeNetworkAsync(FreeNetworkRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task CreateNetworkAsync(CreateNetworkRequest request, CancellationToken cancellationToken)
    {
        NetworkOptions options = NetworkOptions.From(request.Options);
        if (options.EnableIPv6 || request.IPv6Data.Count != 0)
        {
            throw new PluginException("network driver meshnet carries only IPv4: leave out --ipv6 and any IPv6 --subnet");
        }

        if (!options.EnableIPv4 || request.IPv4Data.Count == 0)
        {
            throw new PluginException("network driver meshnet needs an IPv4 subnet: leave out --ipv4=false");
        }

        if (request.IPv4Data is not [var pool])
        {
            throw new PluginException($"network driver meshnet takes one subnet, but {request.IPv4Data.Count} were given: use one --subnet");
        }

        if (pool.AddressSpace is not (AddressSpaces.Local or AddressSpaces.Global))
        {
            throw new PluginException(OwnIpamNeeded(options));
        }

        if (!Block.TryParse(pool.Pool, out Block subnet))
        {
            throw new PluginRequestException($"the pool '{pool.Pool}' is not an IPv4 subnet in CIDR notation");
        }

        uint gateway = pool.Gateway.Length == 0 ? subnet.Start + 1 : Address(pool.Gateway, "gateway");
        await calls.AskAsync<NetworkBound>(
            new BindNetwork(request.NetworkId, subnet, gateway, options.Internal, Sorted(options.Generic)), cancellationToken);
    }

    public Task DeleteNetworkAsync(DeleteNetworkRequest request, CancellationToken cancellationToken) =>
        calls.AskAsync<Acknowledged>(new UnbindNetwork(request.NetworkId), cancellationToken);

    public async Task<CreateEndpointResponse> CreateEndpointAsync(CreateEndpointRequest request, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(request.Interface.AddressIPv6))
        {
            throw new PluginException($"network driver meshnet carries only IPv4: leave out the address {request.Interface.AddressIPv6}");
        }

        string? asked = request.Interface.MacAddress;
        MacAddress? mac = string.IsNullOrEmpty(asked) ? null
            : MacAddress.TryParse(asked, out MacAddress parsed) && !parsed.IsMulticast ? parsed
            : throw new PluginException($"'{asked}' is not a unicast MAC address: use another --mac-address");
        EndpointBound created = await calls.AskAsync<EndpointBound>(
            new BindAddress(
                request.NetworkId, Endpoint(request.EndpointId), Address(request.Interface.Address ?? "", "endpoint's address"), mac),
            cancellationToken);
        // Docker takes it for an error when the answer repeats what the request had fixed.
        return new() { Interface = new() { MacAddress = mac is null ? created.Mac.ToString() : null } };
    }

    public async Task DeleteEndpointAsync(EndpointReference request, CancellationToken cancellationToken)
    {
        EndpointId endpoint = Endpoint(request.EndpointId);
        // After a failed join Docker deletes without leaving first.
        await calls.AskAsync<Acknowledged>(new LeaveSandbox(request.NetworkId, endpoint), cancellationToken);
        await calls.AskAsync<Acknowledged>(new DeleteEndpoint(endpoint), cancellationToken);
    }

    public Task<EndpointOperInfoResponse> EndpointOperInfoAsync(EndpointReference request, CancellationToken cancellationToken) =>
        Task.FromResult(new EndpointOperInfoResponse());

    public async Task<JoinEndpointResponse> JoinAsync(JoinEndpointRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyList<PortMapping> ports = EndpointOptions.From(request.Options).PortMap;
        SandboxJoined joined = await calls.AskAsync<SandboxJoined>(
            new JoinSandbox(
                request.NetworkId, Endpoint(request.EndpointId), request.EndpointId, request.SandboxKey, [.. ports.Select(Published)]),
            cancellationToken);
        // Internal networks included: Docker itself gives those no way out.
        return new() { InterfaceName = new(joined.InterfaceName, InterfacePrefix), DisableGatewayService = joined.OwnGateway };
    }

    public Task LeaveAsync(EndpointReference request, CancellationToken cancellationToken) =>
        calls.AskAsync<Acknowledged>(new LeaveSandbox(request.NetworkId, Endpoint(request.EndpointId)), cancellationToken);

    /// <summary>Asked of drivers that give the sandbox its gateway, and we never do: Docker's gateway service or our own bridge publishes.</summary>
    public Task ProgramExternalConnectivityAsync(ExternalConnectivityRequest request, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task RevokeExternalConnectivityAsync(EndpointReference request, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Swarm's nodes are not the mesh's: ours find each other by gossip.</summary>
    public Task DiscoverNewAsync(DiscoveryNotification request, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DiscoverDeleteAsync(DiscoveryNotification request, CancellationToken cancellationToken) => Task.CompletedTask;

    private static string OwnIpamNeeded(NetworkOptions options)
    {
        string repeated = string.Concat(options.Generic.Select(option => $" -o {option.Key}={option.Value}"));
        return "network driver meshnet needs its own IPAM: docker network create -d meshnet --ipam-driver meshnet"
            + $"{(options.Internal ? " --internal" : "")}{repeated} [--subnet SUBNET] NAME";
    }

    private static EndpointId Endpoint(string text)
    {
        try
        {
            return EndpointId.Parse(text);
        }
        catch (Exception failure) when (failure is FormatException or OverflowException)
        {
            throw new PluginRequestException($"'{text}' is not an endpoint id: Docker's have 64 hexadecimal digits", failure);
        }
    }

    /// <summary>Reads an IPv4 address with or without a prefix length.</summary>
    private static uint Address(string text, string what) =>
        Ipv4.TryParse(text.Split('/')[0], out uint address)
            ? address
            : throw new PluginRequestException($"the {what} '{text}' is not an IPv4 address");

    private static PublishedPort Published(PortMapping mapping) => new(
        mapping.Protocol switch { 6 => "tcp", 17 => "udp", 132 => "sctp", var other => $"{other}" },
        IPAddress.TryParse(mapping.HostAddress, out IPAddress? address) ? address : null,
        mapping.HostPort,
        mapping.Port);

    private static ImmutableSortedDictionary<string, string> Sorted(IReadOnlyDictionary<string, string> values) =>
        values.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
