using MeshNet.Messages.Tests.Membership;

namespace MeshNet.Messages.Tests.Wire;

/// <summary>
/// Whatever the bytes, decoding gives a message or a <see cref="WireFormatException"/>, and takes no more memory than the bytes warrant. The seeds are
/// fixed; MESHNET_FUZZ_ROUNDS makes it longer.
/// </summary>
public sealed class CodecFuzzTests
{
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("MESHNET_FUZZ_ROUNDS") ?? "20000");

    private static readonly IWireMessage[] Messages =
    [
        .. Samples.All,
        new PathAsk(6, PathStage.Prepare, PaddingBytes: 40),
        new PathAnswer(6, PathStage.Ready, false, false, PaddingBytes: 40, DateTimeOffset.UnixEpoch),
        new PathAnswer(6, PathStage.Report, true, true, PaddingBytes: 0, Clock: null),
    ];

    [Fact]
    public void Random_bytes_of_every_type_decode_or_are_refused()
    {
        Random random = new(1);
        int decoded = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            if (bytes.Length > 0)
            {
                bytes[0] = (byte)round;
            }

            decoded += Decodes(bytes) ? 1 : 0;
        }

        Assert.InRange(decoded, 1, Rounds - 1);
    }

    [Fact]
    public void Mutated_messages_decode_or_are_refused()
    {
        Random random = new(2);
        int decoded = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] bytes = MessageCodec.Encode(Messages[round % Messages.Length]);
            for (int mutation = random.Next(1, 5); mutation > 0; mutation--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)0xFF : (byte)random.Next(256);
            }

            decoded += Decodes(bytes.AsSpan(0, random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length)) ? 1 : 0;
        }

        Assert.InRange(decoded, 1, Rounds - 1);
    }

    [Fact]
    public void A_count_that_the_bytes_cannot_hold_allocates_nothing()
    {
        byte[] bytes = [(byte)WireType.MemberNews, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0, 0];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<WireFormatException>(() => MessageCodec.Decode(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    private static bool Decodes(ReadOnlySpan<byte> bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool decodes = true;
        try
        {
            MessageCodec.Decode(bytes);
        }
        catch (WireFormatException)
        {
            decodes = false;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
        return decodes;
    }
}
