using System.Text;
using MeshNet.Actors.Gossip;
using MeshNet.Protocol;

namespace MeshNet.Node.Daemon;

/// <summary>What the daemon itself remembers between starts, so that a restart needs no arguments.</summary>
public sealed class NodeRows(IDurableStore store)
{
    private const string Bucket = "node";

    private static readonly byte[] AdvertiseKey = "advertise"u8.ToArray();
    private static readonly byte[] FoundsKey = "founds"u8.ToArray();
    private static readonly byte[] ErasableKey = "erasable"u8.ToArray();

    /// <summary>The address given to <c>--advertise</c>, or empty.</summary>
    public string Advertise => Read(AdvertiseKey) ?? "";

    /// <summary>This node founded its mesh.</summary>
    public bool Founds => Read(FoundsKey) is not null;

    /// <summary>An init or join was begun that did not end, or a leave has ended: nothing of all that is on the disk counts.</summary>
    public bool IsErasable => Read(ErasableKey) is not null;

    /// <summary>Before an identity is made.</summary>
    public void Begin(string advertise, bool founds) => store.Commit(
    [
        new StoreWrite(Bucket, AdvertiseKey, Encoding.UTF8.GetBytes(advertise)),
        new StoreWrite(Bucket, FoundsKey, founds ? [1] : null),
        new StoreWrite(Bucket, ErasableKey, [1]),
    ]);

    /// <summary>From here on this host is in its mesh, also after a restart.</summary>
    public void Settle() => store.Commit([new StoreWrite(Bucket, ErasableKey, null)]);

    /// <summary>From here on it is not.</summary>
    public void Forsake() => store.Commit([new StoreWrite(Bucket, ErasableKey, [1])]);

    private string? Read(byte[] key)
    {
        foreach ((byte[] found, byte[] value) in store.Read(Bucket))
        {
            if (found.AsSpan().SequenceEqual(key))
            {
                return Encoding.UTF8.GetString(value);
            }
        }

        return null;
    }
}
