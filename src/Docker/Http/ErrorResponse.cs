using System.Text.Json.Serialization;

namespace MeshNet.Docker.Http;

internal sealed record ErrorResponse([property: JsonPropertyName("message")] string Message);
