using MeshNet.Actors.Names;

namespace MeshNet.Actors.Tests.Names;

/// <summary>A run directory that outlives the actor, and takes nothing while the test says so.</summary>
internal sealed class FakeSandboxMemory : ISandboxMemory
{
    public SortedDictionary<EndpointId, ServeSandbox> Kept { get; } = [];

    public bool IsFull { get; set; }

    /// <summary>Thrown once, by the next that is to be remembered.</summary>
    public Exception? Defect { get; set; }

    /// <summary>How many lives of the actor have begun.</summary>
    public int Reads { get; private set; }

    public RememberedSandboxes Read()
    {
        Reads++;
        return new([.. Kept.Values], []);
    }

    public void Remember(ServeSandbox request)
    {
        if (Defect is { } defect)
        {
            Defect = null;
            throw defect;
        }

        if (IsFull)
        {
            throw new IOException("no space left on the device");
        }

        Kept[request.Endpoint] = request;
    }

    public void Forget(EndpointId endpoint) => Kept.Remove(endpoint);
}
