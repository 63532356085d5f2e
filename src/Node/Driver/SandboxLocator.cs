using MeshNet.Actors.Driver;
using MeshNet.Docker;

namespace MeshNet.Node.Driver;

/// <summary>Asks the local engine where a container runs.</summary>
public sealed class SandboxLocator(IDockerEngine engine) : ISandboxLocator
{
    public async Task<int?> FindProcessAsync(string containerId)
    {
        try
        {
            int process = (await engine.InspectContainerAsync(containerId).ConfigureAwait(false)).State.Pid;
            return process > 0 ? process : null;
        }
        catch (DockerApiException gone) when (gone.IsNotFound)
        {
            return null;
        }
    }
}
