namespace MeshNet.Protocol.Mesh;

/// <summary>Reads the rows of one of the store's buckets, in the order of their keys.</summary>
public delegate IEnumerable<KeyValuePair<byte[], byte[]>> ReadBucket(string bucket);
