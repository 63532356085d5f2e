using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MeshNet.Docker.Events;

namespace MeshNet.Docker.Http;

/// <summary>Cuts the event stream, one JSON object a line, into events.</summary>
internal static class EventLines
{
    /// <summary>The longest event that is read: labels make an event long, yet a container has kilobytes of them, not megabytes.</summary>
    public const int MaxLineBytes = 1 << 20;

    /// <exception cref="JsonException">A line is no event or is too long.</exception>
    public static async IAsyncEnumerable<DockerEvent> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream);
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                if (Parse(rest.Slice(0, end)) is { } dockerEvent)
                    yield return dockerEvent;

                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (rest.Length > MaxLineBytes)
                throw new JsonException($"an event is longer than {MaxLineBytes} bytes");

            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
                yield break;
        }
    }

    private static DockerEvent? Parse(ReadOnlySequence<byte> line)
    {
        // Older daemons end lines with CR LF or send an empty line as a sign of life.
        var json = new Utf8JsonReader(line);
        return line.Length <= 1 ? null : JsonSerializer.Deserialize(ref json, DockerJson.Default.DockerEvent);
    }
}
