namespace MeshNet.Messages;

/// <summary>What a record in a node's log is about. Numbers are never reused.</summary>
public enum RecordKind : byte
{
    /// <summary>The log's own header: its tombstone floor.</summary>
    Head = 0,

    /// <summary>The node itself: name, underlay address, VTEP, MTU, version.</summary>
    Node = 1,

    /// <summary>A network's immutable specification (R12).</summary>
    Network = 2,

    /// <summary>A network that is being deleted, as this node sees it (R13).</summary>
    NetworkClosing = 3,

    /// <summary>A container's attachment to a network.</summary>
    Endpoint = 4,

    /// <summary>A block of a space that this node owns.</summary>
    Block = 5,

    /// <summary>A block on its way from this node to another (R2).</summary>
    Grant = 6,

    /// <summary>The last grant that this node has taken from another (R2).</summary>
    GrantTaken = 7,

    /// <summary>This node is leaving, and who inherits from it (R21).</summary>
    Leaving = 8,
}
