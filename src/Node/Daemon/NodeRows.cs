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

    /// <summary>The address given to <c>--advertise</c>, or empty.</summary>
    public string Advertise => Read(AdvertiseKey) ?? "";

    /// <summary>This node founded its mesh.</summary>
    public bool Founds => Read(FoundsKey) is not null;

    public void Write(string advertise, bool founds) => store.Commit(
    [
        new StoreWrite(Bucket, AdvertiseKey, Encoding.UTF8.GetBytes(advertise)),
        new StoreWrite(Bucket, FoundsKey, founds ? [1] : null),
    ]);

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
