using MeshNet.Actors.Gossip;
using MeshNet.Protocol;

namespace MeshNet.Actors.Identity;

/// <summary>
/// The node's identity on its disk, bound to the machine (R9): a disk that was copied to another machine, or put back from a backup, must
/// not speak in the name of a node that may live elsewhere or has said more than the copy knows.
/// </summary>
public sealed class NodeIdentityStore(IDurableStore store, IStartWitness witness)
{
    public const string Bucket = "identity";

    /// <summary>The largest <c>step</c> of a start worth its while: 2^24 epochs last for half a million starts.</summary>
    public const int StepMax = 64;

    private const byte Version = 1;

    private static readonly byte[] NodeKey = "node"u8.ToArray();
    private static readonly byte[] EpochKey = "epoch"u8.ToArray();

    /// <summary>Null on a machine that is in no cluster.</summary>
    /// <exception cref="StoreException">The row is not one that this program wrote.</exception>
    public NodeIdentity? Read()
    {
        if (Row(NodeKey) is not { } row)
        {
            return null;
        }

        try
        {
            return Decode(row);
        }
        catch (WireFormatException damage)
        {
            throw new StoreException($"this node's identity on the disk cannot be read: {damage.Message}", damage);
        }
    }

    /// <summary>Keeps a new identity, synced.</summary>
    /// <exception cref="StoreException">There is one already, or the disk does not take it.</exception>
    public void Create(NodeIdentity identity)
    {
        if (Read() is { } present)
        {
            throw new StoreException(
                $"this machine is already node {present.Name} ({present.Id.ToShortString()}) of mesh {present.Cluster}: "
                + "take it out with 'meshnet leave', then 'meshnet reset'");
        }

        store.Commit([new StoreWrite(Bucket, NodeKey, Encode(identity))]);
    }

    /// <summary>Begins a start: checks the machine, raises the epoch and syncs it. To be called before the first datagram.</summary>
    /// <param name="fingerprint">Of this machine, now.</param>
    /// <param name="step">
    /// By how much the epoch rises, at least 1. Random: a disk and witness that are set back to one moment twice must not give two starts one
    /// epoch, under which the others could not tell the records of the two apart.
    /// </param>
    /// <exception cref="StoreException">No identity, another machine, a store older than the last start, or a disk that does not take it.</exception>
    public StartedIdentity Start(string fingerprint, uint step = 1)
    {
        NodeIdentity identity = Read()
            ?? throw new StoreException("this machine is not in a mesh: run 'meshnet init' or 'meshnet join'");
        if (identity.Fingerprint != fingerprint)
        {
            throw new StoreException(
                $"the state of node {identity.Name} ({identity.Id.ToShortString()}) was made on another machine: its disk was copied or moved. "
                + "If that machine is still running, both would use one id. Make this one a new node: run 'meshnet reset --force', start the daemon, then run 'meshnet join'");
        }

        uint last = Row(EpochKey) is { } row ? DecodeEpoch(row) : 0;
        uint seen = witness.Read();
        if (seen > last)
        {
            throw new StoreException(
                $"the store of node {identity.Name} ends with start {last}, but there was a start {seen}: it was restored from an older copy, and other hosts may "
                + "rely on promises that it has forgotten. Make this a new node: run 'meshnet reset --force', start the daemon, then run 'meshnet join'");
        }

        uint epoch = last + step;
        WireWriter writer = new(8);
        writer.Varint(epoch);
        store.Commit([new StoreWrite(Bucket, EpochKey, writer.ToArray())]);
        witness.Write(epoch);
        return new StartedIdentity(identity, epoch);
    }

    private byte[]? Row(byte[] key)
    {
        foreach ((byte[] found, byte[] value) in store.Read(Bucket))
        {
            if (found.AsSpan().SequenceEqual(key))
            {
                return value;
            }
        }

        return null;
    }

    private static byte[] Encode(NodeIdentity identity)
    {
        WireWriter writer = new(128);
        writer.Byte(Version);
        writer.Node(identity.Id);
        writer.Text(identity.Name);
        writer.UInt128(identity.Cluster.Value);
        writer.Raw(identity.Secret.Bytes);
        writer.Text(identity.Fingerprint);
        return writer.ToArray();
    }

    private static NodeIdentity Decode(byte[] row)
    {
        WireReader reader = new(row);
        byte version = reader.Byte();
        return version == Version
            ? new NodeIdentity(
                reader.Node(),
                reader.Text(MemberClaim.NameBytesMax),
                new ClusterId(reader.UInt128()),
                new ClusterSecret(reader.Raw(ClusterSecret.Length)),
                reader.Text())
            : throw new WireFormatException($"it has version {version}, and this program knows only {Version}");
    }

    private static uint DecodeEpoch(byte[] row)
    {
        try
        {
            return new WireReader(row).UInt32Varint();
        }
        catch (WireFormatException damage)
        {
            throw new StoreException($"the number of this node's last start cannot be read: {damage.Message}", damage);
        }
    }
}
