namespace MeshNet.Actors.Diagnosis;

/// <summary>How another node's clock differs from this one's, told from a question and its answer as NTP does.</summary>
/// <param name="Ahead">How far the other's is ahead, if the question was as long under way as the answer; below zero when it is behind.</param>
/// <param name="Uncertainty">Half of the time both were under way together: by so much <paramref name="Ahead"/> may be wrong.</param>
public sealed record ClockOffset(TimeSpan Ahead, TimeSpan Uncertainty)
{
    /// <param name="asked">This node's time of day when it asked.</param>
    /// <param name="there">The other's, when it answered, at once.</param>
    /// <param name="underWay">The time between question and answer, of a clock that does not jump.</param>
    public static ClockOffset Of(DateTimeOffset asked, DateTimeOffset there, TimeSpan underWay) => new(there - (asked + (underWay / 2)), underWay / 2);
}
