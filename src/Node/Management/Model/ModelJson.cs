using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshNet.Node.Management.Model;

/// <summary>Generated readers and writers of the management API's answers: reflection is switched off in this program.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.Unspecified)]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(NodeRow[]))]
[JsonSerializable(typeof(EpochRow))]
[JsonSerializable(typeof(NetworkRow[]))]
[JsonSerializable(typeof(EndpointRow[]))]
[JsonSerializable(typeof(BlockRow[]))]
[JsonSerializable(typeof(NetworkInspection[]))]
[JsonSerializable(typeof(PathRow[]))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(Failure))]
public sealed partial class ModelJson : JsonSerializerContext
{
    private static ModelJson? s_sentences;

    /// <summary>For sentences that somebody reads as they come.</summary>
    public static ModelJson Sentences => s_sentences ??= new(Plain(Default.Options));

    /// <summary>Leaves quotation marks in sentences as people write them; nothing of it ends up in a page of HTML.</summary>
    internal static JsonSerializerOptions Plain(JsonSerializerOptions options) =>
        new(options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>The same for what it is asked. A field that is not known, is there twice or is missing is a mistake of somebody's, and is told him.</summary>
[JsonSourceGenerationOptions(
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(InitRequest))]
[JsonSerializable(typeof(JoinCommand))]
[JsonSerializable(typeof(RemoveNodes))]
[JsonSerializable(typeof(NetworkRequest))]
public sealed partial class RequestJson : JsonSerializerContext;
