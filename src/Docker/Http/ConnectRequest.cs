using System.Text.Json.Serialization;
using MeshNet.Docker.Networks;

namespace MeshNet.Docker.Http;

internal sealed record ConnectRequest(
    string Container,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EndpointRequest? EndpointConfig);
