namespace MeshNet.Simulation.Edges;

/// <summary>How the underlay treats datagrams. Shares are per thousand.</summary>
/// <param name="DelayMin">Of every packet; also what a stream takes.</param>
/// <param name="DelayMax">Packets between two hosts overtake each other when this is larger than the minimum.</param>
internal sealed record Weather(
    TimeSpan DelayMin,
    TimeSpan DelayMax,
    int Lost = 0,
    int Doubled = 0,
    int DoubledLate = 0,
    int Corrupted = 0)
{
    /// <summary>How much later a late double comes.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(8);

    public static readonly Weather Calm = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1));
}
