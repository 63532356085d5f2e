namespace MeshNet.Messages;

/// <summary>
/// To the names: answer DNS in this sandbox for the network. A sandbox with several networks is served once for each of its
/// endpoints. Answer: <see cref="Acknowledged"/> once installed, or <see cref="Refused"/>.
/// </summary>
/// <param name="SandboxPath">The namespace's file (Docker's SandboxKey, or /proc/PID/ns/net); it may appear a little later.</param>
/// <param name="EngineResolver">
/// True where Docker's own resolver listens on 127.0.0.11 and takes what we do not know; false where we are the only one.
/// </param>
/// <param name="ResolverFile">
/// Docker's ResolvConfPath of the container, a file on the host, where nobody else makes it name 127.0.0.11: it is rewritten in
/// place, and put back at the release. Never a path through /proc/PID/root, whose links the container could lead anywhere.
/// </param>
public sealed record ServeSandbox(
    EndpointId Endpoint, NetworkId Network, string SandboxPath, bool EngineResolver, string? ResolverFile = null);

/// <summary>To the names: the endpoint has left its sandbox. Answer: <see cref="Acknowledged"/>.</summary>
public sealed record ReleaseSandbox(EndpointId Endpoint);
