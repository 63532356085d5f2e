namespace MeshNet.Messages;

/// <summary>
/// An operator's word that a removed node is off for good, kept for whoever asks later why its addresses were used again (R19).
/// </summary>
/// <param name="By">The name of the host on which it was said.</param>
public sealed record AssertedOff(string By)
{
    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Text(By);
        return writer.ToArray();
    }

    public static AssertedOff Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(reader.Text());
    }
}
