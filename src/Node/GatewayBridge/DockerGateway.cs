using Docker.DotNet.Models;
using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Node.DockerEvents;

namespace MeshNet.Node.GatewayBridge;

/// <summary>Docker's own gateway bridge through the engine's API.</summary>
public sealed class DockerGateway(EngineEdge engine) : IEngineGateway
{
    private const string Name = EngineGateway.NetworkName;
    private const string IsolationOption = "com.docker.network.bridge.enable_icc";
    private const string MasqueradeOption = "com.docker.network.bridge.enable_ip_masquerade";
    private const string NameOption = "com.docker.network.bridge.name";

    /// <summary>Marks the network as made by MeshNet, for the repair and for <c>meshnet reset</c>.</summary>
    public const string OwnerLabel = "meshnet.gateway";

    public async Task<EngineGateway?> FindAsync() =>
        await engine.InspectNetworkAsync(Name, CancellationToken.None).ConfigureAwait(false) is { } network ? From(network) : null;

    public Task CreateAsync(Block subnet, uint gateway) => engine.CreateNetworkAsync(
        new NetworksCreateParameters
        {
            Name = Name,
            Driver = "bridge",
            IPAM = new() { Driver = "default", Config = [new() { Subnet = subnet.ToString(), Gateway = Ipv4.ToText(gateway) }] },
            Options = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [NameOption] = Name,
                [IsolationOption] = "false",
                [MasqueradeOption] = "true",
            },
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [OwnerLabel] = "true" },
        },
        CancellationToken.None);

    public Task RemoveAsync() => engine.RemoveNetworkAsync(Name, CancellationToken.None);

    /// <summary>For <c>meshnet reset</c>: removes the network if MeshNet made it and no container uses it.</summary>
    /// <returns>True when it was removed.</returns>
    public async Task<bool> RemoveOwnAsync()
    {
        if (await FindAsync().ConfigureAwait(false) is not { IsOurs: true, Containers: 0 })
        {
            return false;
        }

        await RemoveAsync().ConfigureAwait(false);
        return true;
    }

    private static EngineGateway From(EngineNetwork network) => new(
        network.Subnets.Select(pool => Block.TryParse(pool, out Block subnet) ? subnet : (Block?)null).FirstOrDefault(),
        IsolatesContainers: network.Options.TryGetValue(IsolationOption, out string? icc) && IsFalse(icc),
        Masquerades: !network.Options.TryGetValue(MasqueradeOption, out string? masquerade) || !IsFalse(masquerade),
        IsOurs: network.Labels.ContainsKey(OwnerLabel),
        network.Attachments.Length);

    /// <summary>Like Go's strconv.ParseBool, with which Docker reads these options.</summary>
    private static bool IsFalse(string value) => value is "0" or "f" or "F" or "false" or "FALSE" or "False";
}
