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

    /// <summary>The newest epoch that this node helped to decide or had to pass on (R19).</summary>
    Epoch = 16,

    /// <summary>This node's acknowledgement of a removal, with its own claims (R20).</summary>
    RemovalSeen = 17,

    /// <summary>In a removed node's log: it has ended its endpoints and uses none of its blocks any more (R20).</summary>
    Withdrawn = 18,

    /// <summary>An operator's word that a removed node is off (R19).</summary>
    AssertedOff = 19,

    /// <summary>In an heir's log: the removed node's blocks and networks are the heir's now (R20).</summary>
    EstateTaken = 20,
}
