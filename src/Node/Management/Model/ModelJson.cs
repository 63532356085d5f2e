using System.Text.Json.Serialization;

namespace MeshNet.Node.Management.Model;

/// <summary>Generated readers and writers of the management API: reflection is switched off in this program.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.Unspecified)]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(NodeRow[]))]
[JsonSerializable(typeof(EpochRow))]
[JsonSerializable(typeof(RemovalCommand))]
[JsonSerializable(typeof(NetworkRow[]))]
[JsonSerializable(typeof(EndpointRow[]))]
[JsonSerializable(typeof(BlockRow[]))]
[JsonSerializable(typeof(NetworkInspection[]))]
[JsonSerializable(typeof(PathRow[]))]
[JsonSerializable(typeof(InitRequest))]
[JsonSerializable(typeof(JoinCommand))]
[JsonSerializable(typeof(NetworkRequest))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(Failure))]
public sealed partial class ModelJson : JsonSerializerContext;
