using MeshNet.Actors.Identity;
using MeshNet.Actors.Names;

namespace MeshNet.Simulation.Edges;

/// <summary>The run directory's record of served sandboxes: it outlives the daemon and not the boot.</summary>
internal sealed class SandboxMemory : ISandboxMemory
{
    private readonly SortedDictionary<EndpointId, ServeSandbox> _requests = [];

    public RememberedSandboxes Read() => new([.. _requests.Values], []);

    public void Remember(ServeSandbox request) => _requests[request.Endpoint] = request;

    public void Forget(EndpointId endpoint) => _requests.Remove(endpoint);

    public void Clear() => _requests.Clear();
}

/// <summary>The file beside the store that remembers the last start (R9).</summary>
internal sealed class StartWitness : IStartWitness
{
    public uint Epoch { get; set; }

    public uint Read() => Epoch;

    public void Write(uint epoch) => Epoch = epoch;
}
