using System.Text.Json.Serialization;
using MeshNet.Docker.Containers;
using MeshNet.Docker.Events;
using MeshNet.Docker.Networks;

namespace MeshNet.Docker.Http;

[JsonSerializable(typeof(EngineVersion))]
[JsonSerializable(typeof(EngineInfo))]
[JsonSerializable(typeof(ContainerSummary[]))]
[JsonSerializable(typeof(ContainerDetails))]
[JsonSerializable(typeof(DockerNetwork[]))]
[JsonSerializable(typeof(DockerNetwork))]
[JsonSerializable(typeof(NetworkCreation))]
[JsonSerializable(typeof(NetworkCreated))]
[JsonSerializable(typeof(ConnectRequest))]
[JsonSerializable(typeof(DisconnectRequest))]
[JsonSerializable(typeof(DockerEvent))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
internal sealed partial class DockerJson : JsonSerializerContext;
