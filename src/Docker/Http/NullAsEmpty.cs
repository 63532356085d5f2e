using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshNet.Docker.Http;

/// <summary>Reads a JSON null as the empty string, as Go does, so that no reader has to ask twice.</summary>
internal sealed class NullAsEmpty : JsonConverter<string>
{
    public override bool HandleNull => true;

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => "",
            JsonTokenType.String => reader.GetString()!,
            _ => throw new JsonException("a string is expected"),
        };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
