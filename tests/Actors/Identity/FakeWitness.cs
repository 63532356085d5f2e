using MeshNet.Actors.Gossip;
using MeshNet.Actors.Identity;

namespace MeshNet.Actors.Tests.Identity;

/// <summary>The number of the last start, beside the store and not copied with it.</summary>
internal sealed class FakeWitness : IStartWitness
{
    public uint Last { get; set; }

    public bool IsFull { get; set; }

    public uint Read() => Last;

    public void Write(uint epoch) => Last = IsFull ? throw new StoreException("the disk is full") : epoch;
}
