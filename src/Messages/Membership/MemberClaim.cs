namespace MeshNet.Messages;

/// <summary>
/// What one node says of a member. <paramref name="Accuser"/> is who found it silent, for a suspicion or a death; two accusers are
/// two independent confirmations. A claim that is only <paramref name="Remembered"/> comes from a disk: the member exists, and the
/// one who says so has not heard of it since its own start.
/// </summary>
public sealed record MemberClaim(Member Member, NodeId Accuser = default, bool Remembered = false)
{
    /// <summary>A name is a host name's label: 63 bytes and one to spare.</summary>
    public const int NameBytesMax = 64;

    /// <summary>No claim is shorter: length, id, flags, name, IPv4 address, port, incarnation, nonce.</summary>
    public const int WireBytesMin = 1 + 16 + 1 + 1 + 5 + 1 + 2 + 8;

    private const byte StatusMask = 0x0F;
    private const byte AccuserFlag = 0x40;
    private const byte RememberedFlag = 0x80;

    /// <summary>How many bytes <see cref="Write"/> appends.</summary>
    public int WireLength
    {
        get
        {
            WireWriter writer = new(96);
            Write(writer);
            return writer.Length;
        }
    }

    /// <summary>Each claim is preceded by its length, so that a later version can append fields which this one passes on.</summary>
    public void Write(WireWriter writer)
    {
        WireWriter claim = new(96);
        claim.Node(Member.Id);
        claim.Byte((byte)((byte)Member.Status | (Accuser == default ? 0 : AccuserFlag) | (Remembered ? RememberedFlag : 0)));
        claim.Text(Member.Name);
        claim.SocketAddress(Member.Address);
        claim.Varint(Member.Incarnation.Epoch);
        claim.Varint(Member.Incarnation.Refutations);
        claim.UInt64(Member.StartNonce);
        if (Accuser != default)
        {
            claim.Node(Accuser);
        }

        Member.Later.Write(claim);
        writer.Bytes(claim.Written);
    }

    public static MemberClaim Read(ref WireReader outer)
    {
        WireReader reader = new(outer.Bytes());
        NodeId id = reader.Node();
        byte flags = reader.Byte();
        string name = reader.Text(NameBytesMax);
        IPEndPoint address = reader.SocketAddress();
        Incarnation incarnation = new(reader.UInt32Varint(), reader.UInt32Varint());
        ulong nonce = reader.UInt64();
        NodeId accuser = (flags & AccuserFlag) != 0 ? reader.Node() : default;
        MemberStatus status = (MemberStatus)(flags & StatusMask);
        LaterFields later = LaterFields.Read(ref reader, Member.LaterBytesMax);
        return status <= MemberStatus.Left
            ? new(new(id, name, address, incarnation, nonce, status) { Later = later }, accuser, (flags & RememberedFlag) != 0)
            : throw new WireFormatException($"member status {(byte)status} is not known to this version");
    }

    internal static void WriteAll(WireWriter writer, IReadOnlyCollection<MemberClaim> claims)
    {
        writer.Varint((ulong)claims.Count);
        foreach (MemberClaim claim in claims)
        {
            claim.Write(writer);
        }
    }

    internal static MemberClaim[] ReadAll(ref WireReader reader)
    {
        MemberClaim[] claims = new MemberClaim[reader.Count(WireBytesMin)];
        for (int i = 0; i < claims.Length; i++)
        {
            claims[i] = Read(ref reader);
        }

        return claims;
    }
}
