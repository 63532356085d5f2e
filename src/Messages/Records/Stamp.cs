namespace MeshNet.Messages;

/// <summary>
/// A Lamport stamp and the random id of what it stamps: the order that decides, alike on every host, which of two equal names,
/// MACs or overlapping subnets stays (R16). Never a wall clock.
/// </summary>
public readonly record struct Stamp(ulong Lamport, UInt128 Id) : IComparable<Stamp>
{
    public int CompareTo(Stamp other) => Lamport != other.Lamport ? Lamport.CompareTo(other.Lamport) : Id.CompareTo(other.Id);

    public static bool operator <(Stamp left, Stamp right) => left.CompareTo(right) < 0;

    public static bool operator >(Stamp left, Stamp right) => left.CompareTo(right) > 0;

    public static bool operator <=(Stamp left, Stamp right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Stamp left, Stamp right) => left.CompareTo(right) >= 0;
}
