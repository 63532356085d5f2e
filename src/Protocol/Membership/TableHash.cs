namespace MeshNet.Protocol.Membership;

/// <summary>
/// A hash of one row; the table's is the sum of them, so that it is kept up to date row by row and does not depend on order. Suspicion is left
/// out: it comes and goes, and missing it does no lasting harm.
/// </summary>
internal static class TableHash
{
    public static ulong Of(Member member)
    {
        WireWriter writer = new(96);
        writer.Node(member.Id);
        writer.Text(member.Name);
        writer.SocketAddress(member.Address);
        writer.Varint(member.Incarnation.Epoch);
        writer.Varint(member.Incarnation.Refutations);
        writer.UInt64(member.StartNonce);
        writer.Byte((byte)(member.Status == MemberStatus.Suspect ? MemberStatus.Alive : member.Status));
        ulong hash = 0;
        foreach (byte part in writer.Written)
        {
            hash = SplitMix64.Mix(hash ^ part);
        }

        return hash;
    }
}
