using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.Driver;

namespace MeshNet.Node.Driver;

/// <summary>Asks the local engine where a container runs.</summary>
public sealed class SandboxLocator(IEngine engine) : ISandboxLocator
{
    public async Task<int?> FindProcessAsync(string containerId) =>
        await engine.InspectContainerAsync(containerId, CancellationToken.None).ConfigureAwait(false) is { Running: true } container
            ? container.ProcessId
            : null;
}
