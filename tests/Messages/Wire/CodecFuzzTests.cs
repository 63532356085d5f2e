using MeshNet.Messages.Tests.Membership;
using MeshNet.Testing;

namespace MeshNet.Messages.Tests.Wire;

/// <summary>Whatever the bytes, decoding gives a message or a record, or a <see cref="WireFormatException"/>.</summary>
public sealed class CodecFuzzTests
{
    private static readonly byte[][] Sound = [.. Samples.All.Select(MessageCodec.Encode)];

    [Fact]
    public void Random_bytes_of_every_type_decode_or_are_refused()
    {
        WireType[] types = Enum.GetValues<WireType>();
        int decoded = Count(random => [(byte)types[random.Next(types.Length)], .. Fuzz.Noise(random, 200)], bytes => MessageCodec.Decode(bytes));
        Assert.True(decoded > 0);
    }

    [Fact]
    public void Damaged_messages_decode_or_are_refused_and_what_was_decoded_can_be_passed_on()
    {
        int decoded = Count(random => Fuzz.Damage(random, Sound[random.Next(Sound.Length)]), bytes =>
        {
            byte[] passedOn = MessageCodec.Encode(MessageCodec.Decode(bytes));
            Assert.Equal(passedOn, MessageCodec.Encode(Again(passedOn)));
        });
        Assert.True(decoded > 0);
    }

    [Fact]
    public void Damaged_records_decode_or_are_refused_and_what_was_decoded_can_be_passed_on()
    {
        int decoded = 0;
        foreach (Random random in Fuzz.Rounds())
        {
            RecordSample sample = RecordSample.All[random.Next(RecordSample.All.Length)];
            byte[] bytes = random.Next(8) == 0 ? Fuzz.Noise(random, 200) : Fuzz.Damage(random, sample.Bytes);
            decoded += Fuzz.Takes<WireFormatException>(bytes, input =>
            {
                byte[] rewritten = sample.Rewrite(input);
                Assert.Null(Record.Exception(() => Assert.Equal(rewritten, sample.Rewrite(rewritten))));
            }) ? 1 : 0;
        }

        Assert.True(decoded > 0);
    }

    [Fact]
    public void A_count_that_the_bytes_cannot_hold_allocates_nothing()
    {
        byte[] bytes = [(byte)WireType.MemberNews, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0, 0];
        Assert.False(Fuzz.Takes<WireFormatException>(bytes, input => MessageCodec.Decode(input)));
    }

    /// <summary>What this node sends no other may refuse.</summary>
    private static IWireMessage Again(byte[] bytes)
    {
        try
        {
            return MessageCodec.Decode(bytes);
        }
        catch (WireFormatException refused)
        {
            throw new InvalidOperationException($"what was passed on, {Fuzz.Show(bytes)}, is refused", refused);
        }
    }

    private static int Count(Func<Random, byte[]> next, Action<byte[]> decode) =>
        Fuzz.Rounds().Count(random => Fuzz.Takes<WireFormatException>(next(random), decode));
}
