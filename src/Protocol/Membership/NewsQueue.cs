namespace MeshNet.Protocol.Membership;

/// <summary>
/// News that waits to be passed on, one piece for each member: the newest. What was sent least goes first, and of those the
/// youngest; after enough sendings a piece is spent.
/// </summary>
internal sealed class NewsQueue(SwimOptions options)
{
    private readonly SortedDictionary<NodeId, Piece> _pieces = [];
    private readonly SortedSet<Piece> _order = new(Comparer<Piece>.Create(Compare));
    private ulong _sequence;

    public int Count => _pieces.Count;

    /// <summary>Pieces thrown away unspent because too many waited.</summary>
    public long Overflowed { get; private set; }

    public void Add(MemberClaim claim)
    {
        Remove(claim.Member.Id);
        if (_pieces.Count >= options.NewsQueueMax)
        {
            Remove(_order.Max!.Claim.Member.Id);
            Overflowed++;
        }

        Insert(new Piece(claim, claim.WireLength, 0, ++_sequence));
    }

    public void Remove(NodeId id)
    {
        if (_pieces.Remove(id, out Piece? piece))
        {
            _order.Remove(piece);
        }
    }

    /// <summary>Takes what fits into this many bytes, for this many receivers, in a cluster of this many members.</summary>
    public List<MemberClaim> Take(int bytes, int receivers, int members)
    {
        List<Piece> taken = [];
        foreach (Piece piece in _order)
        {
            if (bytes < MemberClaim.WireBytesMin)
            {
                break;
            }

            if (piece.Bytes <= bytes)
            {
                taken.Add(piece);
                bytes -= piece.Bytes;
            }
        }

        int limit = TransmitLimit(members);
        foreach (Piece piece in taken)
        {
            Remove(piece.Claim.Member.Id);
            if (piece.Sent + receivers < limit)
            {
                Insert(piece with { Sent = piece.Sent + receivers });
            }
        }

        return taken.ConvertAll(piece => piece.Claim);
    }

    private int TransmitLimit(int members) => options.RetransmitMultiplier * (int)Math.Ceiling(Math.Log10(members + 1));

    private void Insert(Piece piece)
    {
        _pieces[piece.Claim.Member.Id] = piece;
        _order.Add(piece);
    }

    private static int Compare(Piece left, Piece right) =>
        left.Sent != right.Sent ? left.Sent.CompareTo(right.Sent) : right.Sequence.CompareTo(left.Sequence);

    private sealed record Piece(MemberClaim Claim, int Bytes, int Sent, ulong Sequence);
}
