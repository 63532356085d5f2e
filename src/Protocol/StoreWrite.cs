namespace MeshNet.Protocol;

/// <summary>One row to put, or to delete when <paramref name="Value"/> is null.</summary>
public sealed record StoreWrite(string Bucket, byte[] Key, byte[]? Value);
