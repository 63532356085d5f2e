using System.Text.Json.Serialization;

namespace MeshNet.Node.GatewayBridge;

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(LeaseFile))]
internal sealed partial class LeaseJson : JsonSerializerContext;
