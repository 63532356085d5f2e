using MeshNet.Linux.Links;

namespace MeshNet.Linux.Monitoring;

/// <summary>Something happened in a network namespace.</summary>
public abstract record NetworkEvent
{
    private NetworkEvent()
    {
    }

    /// <summary>A link was made, or something about it changed.</summary>
    public sealed record LinkChanged(Link Link) : NetworkEvent;

    /// <summary>A link was deleted, or moved to another namespace.</summary>
    public sealed record LinkDeleted(Link Link) : NetworkEvent;

    /// <summary>An entry of a VXLAN's own FDB was removed, perhaps by ourselves.</summary>
    public sealed record FdbEntryRemoved(int LinkIndex, MacAddress Mac) : NetworkEvent;

    /// <summary>An entry of a link's neighbour table was removed, perhaps by ourselves.</summary>
    public sealed record NeighbourRemoved(int LinkIndex, IPAddress Address) : NetworkEvent;

    /// <summary>Too much happened and some events were lost: look at everything again.</summary>
    public sealed record EventsLost : NetworkEvent;
}
