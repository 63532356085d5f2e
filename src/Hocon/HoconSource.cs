using System.Text;

namespace MeshNet.Hocon;

/// <summary>A text to parse, and where it stands.</summary>
/// <param name="Description">What error messages call it.</param>
/// <param name="Text">The text.</param>
/// <param name="File">The file's full path; null when the text is in no file.</param>
internal sealed record HoconSource(string Description, string Text, string? File)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static HoconSource OfText(string text, string description) => new(description, Bounded(text, description), null);

    /// <exception cref="HoconException">The file cannot be read, is no UTF-8, or is too large.</exception>
    public static HoconSource OfFile(string path, string? description = null)
    {
        string name = description ?? path;
        try
        {
            string full = Path.GetFullPath(path);
            using FileStream stream = System.IO.File.OpenRead(full);
            using StreamReader reader = new(stream, StrictUtf8, detectEncodingFromByteOrderMarks: false);
            char[] text = new char[HoconLimits.MaxTextLength + 1];
            return new(name, Bounded(new string(text, 0, reader.ReadBlock(text)), name), full);
        }
        catch (DecoderFallbackException failure)
        {
            throw new HoconException($"{name}: the file is not UTF-8 ({failure.Message})", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new HoconException($"{name}: the file cannot be read: {failure.Message}", failure);
        }
    }

    private static string Bounded(string text, string name) => text.Length <= HoconLimits.MaxTextLength
        ? text
        : throw new HoconException($"{name}: the text is longer than {HoconLimits.MaxTextLength} characters");
}
