namespace MeshNet.Actors.Driver;

/// <summary>Something that the kernel refused. The rest of the same operation went on without it.</summary>
/// <param name="Key">Which one: a link's name, an IP address, a MAC, a file.</param>
/// <param name="Words">The kernel's own words, with the operation in front.</param>
public sealed record KernelFault(KernelObject Object, string Key, string Words);

/// <summary>The kinds of kernel objects that the data path is made of.</summary>
public enum KernelObject
{
    /// <summary>An overlay's namespace, bridge and VXLAN: without them nothing else of it can be.</summary>
    Overlay,

    /// <summary>Our gateway bridge itself.</summary>
    Bridge,

    /// <summary>A container's veth, with its address and route.</summary>
    Link,

    /// <summary>A neighbour or FDB entry.</summary>
    Entry,

    /// <summary>Rules of the packet filter.</summary>
    Rules,

    /// <summary>A switch under /proc/sys.</summary>
    Setting,

    /// <summary>A file of ours.</summary>
    File,
}
