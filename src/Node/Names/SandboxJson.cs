using System.Text.Json.Serialization;

namespace MeshNet.Node.Names;

[JsonSourceGenerationOptions(WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SandboxFile))]
internal sealed partial class SandboxJson : JsonSerializerContext;
