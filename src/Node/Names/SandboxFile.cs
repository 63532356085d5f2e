namespace MeshNet.Node.Names;

/// <summary>A request to serve names, as it is written down.</summary>
internal sealed record SandboxFile(string Endpoint, string Network, string Path, bool EngineResolver, string? ResolverFile);
