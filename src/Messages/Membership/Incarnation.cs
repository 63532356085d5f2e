namespace MeshNet.Messages;

/// <summary>
/// Orders what is said of a member (SWIM): the start epoch from its disk, then a volatile count of refutations within that start,
/// so that incarnations rise across restarts without being written at each refutation (R7).
/// </summary>
public readonly record struct Incarnation(uint Epoch, uint Refutations) : IComparable<Incarnation>
{
    public Incarnation Refute() => this with { Refutations = Refutations + 1 };

    public int CompareTo(Incarnation other) =>
        Epoch != other.Epoch ? Epoch.CompareTo(other.Epoch) : Refutations.CompareTo(other.Refutations);

    public override string ToString() => $"{Epoch}.{Refutations}";

    public static bool operator <(Incarnation left, Incarnation right) => left.CompareTo(right) < 0;

    public static bool operator >(Incarnation left, Incarnation right) => left.CompareTo(right) > 0;

    public static bool operator <=(Incarnation left, Incarnation right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Incarnation left, Incarnation right) => left.CompareTo(right) >= 0;
}
