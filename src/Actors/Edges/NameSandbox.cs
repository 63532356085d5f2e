namespace MeshNet.Actors.Edges;

/// <summary>A sandbox whose name queries are to be answered.</summary>
/// <param name="Path">The network namespace's file.</param>
/// <param name="EngineResolver">Docker's own resolver is in there, and knows more.</param>
/// <param name="ResolverFile">The container's resolv.conf on the host, where we are to make it name us; else null.</param>
public sealed record NameSandbox(string Path, bool EngineResolver, string? ResolverFile);
