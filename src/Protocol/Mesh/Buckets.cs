namespace MeshNet.Protocol.Mesh;

/// <summary>The store's buckets that the brain reads and writes.</summary>
public static class Buckets
{
    /// <summary>This node's own log: record key → version, value.</summary>
    public const string Log = "log";

    /// <summary>The others' logs: owner, record key → version, value.</summary>
    public const string Replica = "replica";

    /// <summary>Owner → watermark, for this node's own log too.</summary>
    public const string Watermark = "watermark";

    /// <summary>This engine's network id → what it stands for.</summary>
    public const string Binding = "binding";

    /// <summary>Pools that Docker has asked for and no network has bound yet (R15).</summary>
    public const string Pool = "pool";

    /// <summary>Space, unit → its state (R4).</summary>
    public const string Address = "address";

    /// <summary>Endpoints between CreateEndpoint and Join, which the others do not know yet.</summary>
    public const string Endpoint = "endpoint";

    /// <summary>What this node has promised and accepted of the epoch that is being decided (R19).</summary>
    public const string Ballot = "ballot";

    /// <summary>Why this node has retired, for all of its starts (R9).</summary>
    public const string Quarantine = "quarantine";
}

/// <summary>Reads the rows of one of the store's buckets, in the order of their keys.</summary>
public delegate IEnumerable<KeyValuePair<byte[], byte[]>> ReadBucket(string bucket);
