using MeshNet.Actors.Identity;

namespace MeshNet.Simulation.Edges;

/// <summary>The file beside the store that remembers the last start (R9).</summary>
internal sealed class StartWitness : IStartWitness
{
    public uint Epoch { get; set; }

    public uint Read() => Epoch;

    public void Write(uint epoch) => Epoch = epoch;
}
