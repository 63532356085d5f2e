namespace MeshNet.Protocol.Random;

/// <summary>The only source of chance in the brain: seeded in simulations, from the operating system at the edge.</summary>
public interface IRandomSource
{
    ulong NextUInt64();
}
