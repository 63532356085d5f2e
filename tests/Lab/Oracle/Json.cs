using System.Text.Json;

namespace MeshNet.Lab.Tests.Oracle;

/// <summary>Reads what iproute2 and curl print.</summary>
internal static class Json
{
    /// <summary>The objects of an array; none for empty text, which iproute2 prints for an empty table.</summary>
    public static IEnumerable<JsonElement> Rows(string json) =>
        json.Trim().Length == 0 ? [] : JsonDocument.Parse(json).RootElement.EnumerateArray().Where(row => row.EnumerateObject().Any());

    /// <summary>A field's text, empty without the field.</summary>
    public static string Text(JsonElement row, string field) => row.TryGetProperty(field, out JsonElement value) ? value.ToString() : "";
}
