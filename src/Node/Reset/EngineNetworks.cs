using MeshNet.Actors.DockerEvents;
using MeshNet.Node.DockerEvents;
using MeshNet.Node.GatewayBridge;

namespace MeshNet.Node.Reset;

/// <summary>MeshNet's networks in this host's engine.</summary>
internal sealed class EngineNetworks(EngineEdge engine)
{
    private readonly ImmutableArray<string>.Builder _removed = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder _failures = ImmutableArray.CreateBuilder<string>();

    /// <summary>The names of the running containers on these networks, sorted; none when no engine answers.</summary>
    public async Task<ImmutableArray<string>> AttachedAsync(CancellationToken cancellation)
    {
        try
        {
            ImmutableArray<EngineNetwork> networks = await ListAsync(cancellation).ConfigureAwait(false);
            return [.. networks.SelectMany(network => network.Attachments).Select(attachment => attachment.ContainerName).Distinct().Order(StringComparer.Ordinal)];
        }
        catch (EngineException away) when (away.Fault == EngineFault.Unreachable)
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
            foreach (EngineNetwork network in await ListAsync(cancellation).ConfigureAwait(false))
            {
                await TryAsync($"network {network.Name} of this engine", () => RemoveAsync(network, cancellation)).ConfigureAwait(false);
            }

            await TryAsync("network docker_gwbridge", RemoveGatewayAsync).ConfigureAwait(false);
        }
        catch (EngineException away) when (away.Fault == EngineFault.Unreachable)
        {
            _removed.Add("Docker does not answer: if it still has meshnet networks, start it and run 'meshnet reset' again");
        }

        return new(_removed.ToImmutable(), _failures.ToImmutable());
    }

    private async Task<ImmutableArray<EngineNetwork>> ListAsync(CancellationToken cancellation)
    {
        ImmutableArray<EngineNetwork>.Builder networks = ImmutableArray.CreateBuilder<EngineNetwork>();
        foreach (EngineNetwork network in await engine.ListNetworksAsync(cancellation).ConfigureAwait(false))
        {
            if (network.Driver == EngineNames.Driver
                && await engine.InspectNetworkAsync(network.Id, cancellation).ConfigureAwait(false) is { } whole)
            {
                networks.Add(whole);
            }
        }

        return networks.ToImmutable();
    }

    private async Task RemoveAsync(EngineNetwork network, CancellationToken cancellation)
    {
        foreach (EngineAttachment attachment in network.Attachments)
        {
            // An endpoint without a container goes by its name.
            string target = attachment.ContainerId.Length == 0 ? attachment.ContainerName : attachment.ContainerId;
            await engine.DisconnectAsync(network.Id, target, cancellation).ConfigureAwait(false);
            _removed.Add($"disconnected {attachment.ContainerName} from network {network.Name}");
        }

        await engine.RemoveNetworkAsync(network.Id, cancellation).ConfigureAwait(false);
        _removed.Add($"removed network {network.Name} from this engine");
    }

    private async Task RemoveGatewayAsync()
    {
        if (await new DockerGateway(engine).RemoveOwnAsync().ConfigureAwait(false))
        {
            _removed.Add("removed network docker_gwbridge from this engine");
        }
    }

    private async Task TryAsync(string what, Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (EngineException error) when (error.Fault != EngineFault.Unreachable)
        {
            _failures.Add($"{what}: {error.Message}");
        }
    }
}
