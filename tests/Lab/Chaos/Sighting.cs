namespace MeshNet.Lab.Tests.Chaos;

/// <summary>A container was seen to hold an address at some moment between two.</summary>
/// <param name="Container">Its id.</param>
/// <param name="Process">Its first process: another one after a restart.</param>
/// <param name="Host">Where it runs.</param>
/// <param name="Address">What its own network namespace shows.</param>
/// <param name="After">Seconds of the machine's clock, which all hosts of a lab share.</param>
/// <param name="Before">The same.</param>
public sealed record Sighting(string Container, string Process, string Host, string Address, double After, double Before)
{
    /// <summary>Reads a line of the watch: container, process, after, before, and addresses with their prefix lengths.</summary>
    public static IEnumerable<Sighting> Parse(string host, string line) =>
        line.Split(' ') is [var container, var process, var after, var before, .. var addresses]
            ? addresses.Select(text => new Sighting(container, process, host, text.Split('/')[0], Seconds(after), Seconds(before)))
            : throw new FormatException($"not a line about a container's addresses: '{line}'");

    public override string ToString() => $"container {Container[..12]} on {Host}";

    private static double Seconds(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
