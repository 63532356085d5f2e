namespace MeshNet.Messages;

/// <summary>
/// The version of one record in its owner's log (R7): the start epoch, raised and synced before the first datagram of
/// each start, above a sequence that starts again in each epoch. Packed so that comparing versions is comparing integers.
/// </summary>
public readonly record struct LogVersion(ulong Value) : IComparable<LogVersion>
{
    /// <summary>40 bits of sequence: a million writes a second for twelve days within one start; 24 bits of epochs above it.</summary>
    private const int SequenceBits = 40;

    public static readonly LogVersion Zero;

    public LogVersion(uint epoch, ulong sequence) : this(((ulong)epoch << SequenceBits) | sequence)
    {
    }

    public uint Epoch => (uint)(Value >> SequenceBits);

    public ulong Sequence => Value & ((1UL << SequenceBits) - 1);

    public LogVersion Next() => new(Value + 1);

    public int CompareTo(LogVersion other) => Value.CompareTo(other.Value);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}.{Sequence}");

    public static bool operator <(LogVersion left, LogVersion right) => left.Value < right.Value;

    public static bool operator >(LogVersion left, LogVersion right) => left.Value > right.Value;

    public static bool operator <=(LogVersion left, LogVersion right) => left.Value <= right.Value;

    public static bool operator >=(LogVersion left, LogVersion right) => left.Value >= right.Value;
}
