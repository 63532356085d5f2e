namespace MeshNet.Actors.Edges;

/// <summary>Something that the kernel refused. The rest of the same operation went on without it.</summary>
/// <param name="Key">Which one: a link's name, an IP address, a MAC, a file.</param>
/// <param name="Words">The kernel's own words, with the operation in front.</param>
public sealed record KernelFault(KernelObject Object, string Key, string Words);
