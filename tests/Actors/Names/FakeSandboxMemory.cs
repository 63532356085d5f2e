using MeshNet.Actors.Names;
using MeshNet.Messages;

namespace MeshNet.Actors.Tests.Names;

/// <summary>A run directory that outlives the actor, and takes nothing while the test says so.</summary>
internal sealed class FakeSandboxMemory : ISandboxMemory
{
    public SortedDictionary<EndpointId, ServeSandbox> Kept { get; } = [];

    public bool IsFull { get; set; }

    public RememberedSandboxes Read() => new([.. Kept.Values], []);

    public void Remember(ServeSandbox request)
    {
        if (IsFull)
            throw new IOException("no space left on the device");
        Kept[request.Endpoint] = request;
    }

    public void Forget(EndpointId endpoint) => Kept.Remove(endpoint);
}
