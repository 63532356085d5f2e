using System.Collections.Immutable;

namespace MeshNet.Actors.DockerEvents;

/// <summary>The last so many sentences. One that is said again moves to the end instead of being kept twice.</summary>
internal sealed class Notices(int limit)
{
    public ImmutableArray<string> All { get; private set; } = [];

    /// <returns>False when it was there already.</returns>
    public bool Add(string text)
    {
        var known = All.Contains(text);
        All = All.Remove(text).Add(text);
        if (All.Length > limit)
            All = All.RemoveAt(0);
        return !known;
    }
}
