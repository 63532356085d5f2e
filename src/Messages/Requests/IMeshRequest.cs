namespace MeshNet.Messages;

/// <summary>
/// What this host's edges (plugin, Docker's events, CLI) ask of the replicated state. Every request is answered once: with the
/// answer its documentation names, or with <see cref="Refused"/>. All are idempotent, since dockerd repeats calls whose
/// reply it lost.
/// </summary>
public interface IMeshRequest;

/// <summary>Done, and kept on disk.</summary>
public sealed record Acknowledged
{
    public static readonly Acknowledged Instance = new();
}

/// <summary>No, and nothing was changed. The reason is a sentence for the person who typed the command.</summary>
public sealed record Refused(string Reason);
