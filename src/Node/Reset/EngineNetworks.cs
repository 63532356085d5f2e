using System.Collections.Immutable;
using MeshNet.Docker;
using MeshNet.Docker.Networks;
using MeshNet.Node.GatewayBridge;

namespace MeshNet.Node.Reset;

/// <summary>MeshNet's networks in this host's engine.</summary>
internal sealed class EngineNetworks(DockerEngine engine)
{
    private readonly ImmutableArray<string>.Builder _removed = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder _failures = ImmutableArray.CreateBuilder<string>();

    /// <summary>The names of the running containers on these networks, sorted; none when no engine answers.</summary>
    public async Task<ImmutableArray<string>> AttachedAsync(CancellationToken cancellation)
    {
        try
        {
            IEnumerable<DockerNetwork> networks = await ListAsync(cancellation).ConfigureAwait(false);
            return [.. networks.SelectMany(network => network.Containers.Values).Select(container => container.Name).Distinct().Order(StringComparer.Ordinal)];
        }
        catch (DockerUnavailableException)
        {
            // Without an engine no container runs on it, and RemoveAsync says what remains.
            return [];
        }
    }

    /// <summary>Removes them, with the gateway network if it is ours, taking the containers that are still there off first.</summary>
    public async Task<ResetReport> RemoveAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (DockerNetwork network in await ListAsync(cancellation).ConfigureAwait(false))
            {
                await TryAsync($"network {network.Name} of this engine", () => RemoveAsync(network, cancellation)).ConfigureAwait(false);
            }

            await TryAsync("network docker_gwbridge", RemoveGatewayAsync).ConfigureAwait(false);
        }
        catch (DockerUnavailableException)
        {
            _removed.Add("no engine answers: networks of MeshNet's that it remembers go by another 'meshnet reset' while it runs");
        }

        return new(_removed.ToImmutable(), _failures.ToImmutable());
    }

    private async Task<IReadOnlyList<DockerNetwork>> ListAsync(CancellationToken cancellation)
    {
        DockerFilters ours = DockerFilters.None.With("driver", "meshnet");
        List<DockerNetwork> networks = [];
        foreach (DockerNetwork network in await engine.ListNetworksAsync(ours, cancellation).ConfigureAwait(false))
        {
            networks.Add(await engine.InspectNetworkAsync(network.Id, cancellation).ConfigureAwait(false));
        }

        return networks;
    }

    private async Task RemoveAsync(DockerNetwork network, CancellationToken cancellation)
    {
        foreach ((string id, NetworkContainer container) in network.Containers)
        {
            // An endpoint without a container goes by its name.
            string target = id.StartsWith("ep-", StringComparison.Ordinal) ? container.Name : id;
            await engine.DisconnectAsync(network.Id, target, force: true, cancellation).ConfigureAwait(false);
            _removed.Add($"disconnected {container.Name} from network {network.Name}");
        }

        await engine.RemoveNetworkAsync(network.Id, cancellation).ConfigureAwait(false);
        _removed.Add($"removed network {network.Name} of this engine");
    }

    private async Task RemoveGatewayAsync()
    {
        if (await new DockerGateway(engine).RemoveOwnAsync().ConfigureAwait(false))
        {
            _removed.Add("removed network docker_gwbridge of this engine");
        }
    }

    private async Task TryAsync(string what, Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (Exception error) when (error is DockerApiException or DockerTimeoutException)
        {
            _failures.Add($"{what}: {error.Message}");
        }
    }
}
