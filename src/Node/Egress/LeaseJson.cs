using System.Text.Json.Serialization;

namespace MeshNet.Node.Egress;

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(LeaseFile))]
internal sealed partial class LeaseJson : JsonSerializerContext;
