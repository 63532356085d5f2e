using MeshNet.Messages;

namespace MeshNet.Actors.Driver;

/// <summary>Where the container of an endpoint runs whose veth is missing, or why that is not known.</summary>
/// <param name="ProcessId">Null when it does not run.</param>
internal sealed record SandboxFound(EndpointId Endpoint, int? ProcessId, string Reason);
