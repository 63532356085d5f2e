using MeshNet.Actors.Gossip;
using MeshNet.Actors.Identity;
using MeshNet.Protocol;
using MeshNet.Protocol.Mesh;

namespace MeshNet.Node.Daemon;

/// <summary>Makes a host that was in a mesh one that never was: its rows and the witness of its starts, in this order.</summary>
public static class StateEraser
{
    private static readonly string[] Known =
    [
        NodeIdentityStore.Bucket, "peers", "node", Buckets.Log, Buckets.Replica, Buckets.Watermark, Buckets.Binding, Buckets.Pool,
        Buckets.Address, Buckets.Endpoint, Buckets.Ballot, Buckets.Quarantine,
    ];

    public static void Erase(IDurableStore store, string stateDirectory)
    {
        store.Commit([.. Known.SelectMany(bucket => store.Read(bucket).Select(row => new StoreWrite(bucket, row.Key, null)))]);
        File.Delete(Path.Combine(stateDirectory, "last-start"));
    }
}
