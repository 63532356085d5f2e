namespace MeshNet.Actors.Edges;

/// <summary>The kinds of kernel objects that the data path is made of.</summary>
public enum KernelObject
{
    Namespace,
    Bridge,
    Vxlan,
    Link,
    Neighbour,
    Forwarding,
    Address,
    Route,
    Rules,
    Setting,
}
