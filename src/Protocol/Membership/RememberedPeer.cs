using System.Buffers.Binary;

namespace MeshNet.Protocol.Membership;

/// <summary>
/// What the disk keeps of a member: enough to find it again after a power cut, and that it left or was removed. A removed id is
/// kept for ever (R12).
/// </summary>
public sealed record RememberedPeer(NodeId Id, string Name, IPEndPoint Address, uint Epoch, ulong StartNonce, RememberedPeer.Standing State)
{
    public const string Bucket = "peers";

    private const byte Version = 1;

    public enum Standing : byte
    {
        Member = 0,
        Left = 1,
        Removed = 2,
    }

    public static RememberedPeer Of(Member member) => new(
        member.Id,
        member.Name,
        member.Address,
        member.Incarnation.Epoch,
        member.StartNonce,
        member.Status == MemberStatus.Left ? Standing.Left : Standing.Member);

    public Member ToMember() =>
        new(Id, Name, Address, new Incarnation(Epoch, 0), StartNonce, State == Standing.Left ? MemberStatus.Left : MemberStatus.Dead);

    public StoreWrite ToRow()
    {
        byte[] key = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(key, Id.Value);
        WireWriter writer = new(64);
        writer.Byte(Version);
        writer.Byte((byte)State);
        writer.Text(Name);
        writer.SocketAddress(Address);
        writer.Varint(Epoch);
        writer.UInt64(StartNonce);
        return new StoreWrite(Bucket, key, writer.ToArray());
    }

    /// <exception cref="WireFormatException">The row is not one that this version or an earlier one wrote.</exception>
    public static RememberedPeer FromRow(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        WireReader id = new(key);
        WireReader reader = new(value);
        byte version = reader.Byte();
        if (version != Version)
        {
            throw new WireFormatException($"a remembered peer has version {version}, and this program knows only {Version}");
        }

        Standing state = (Standing)reader.Byte();
        return new RememberedPeer(
            id.Node(),
            reader.Text(MemberClaim.NameBytesMax),
            reader.SocketAddress(),
            reader.UInt32Varint(),
            reader.UInt64(),
            state <= Standing.Removed ? state : throw new WireFormatException($"standing {(byte)state} of a remembered peer is not known"));
    }
}
