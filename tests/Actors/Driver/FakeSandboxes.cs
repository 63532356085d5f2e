using MeshNet.Actors.Driver;

namespace MeshNet.Actors.Tests.Driver;

/// <summary>The running containers by their ids.</summary>
internal sealed class FakeSandboxes : ISandboxLocator
{
    public Dictionary<string, int> Processes { get; } = [];

    public List<string> Asked { get; } = [];

    public Task<int?> FindProcessAsync(string containerId)
    {
        Asked.Add(containerId);
        return Task.FromResult<int?>(Processes.TryGetValue(containerId, out int process) ? process : null);
    }
}
