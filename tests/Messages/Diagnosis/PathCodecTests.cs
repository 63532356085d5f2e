namespace MeshNet.Messages.Tests.Diagnosis;

public sealed class PathCodecTests
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-03-01T12:00:00.123Z");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_answer_keeps_every_field(bool tellsTime)
    {
        PathAnswer answer = new(ulong.MaxValue, PathStage.Report, DatagramHeard: true, VxlanHeard: false, PaddingBytes: 300, tellsTime ? Noon : null);
        Assert.Equal(answer, MessageCodec.Decode(MessageCodec.Encode(answer)));
    }

    /// <summary>The clock came later: it stands behind what the first version reads, and may be missing.</summary>
    [Fact]
    public void An_answer_without_a_clock_is_as_the_first_version_wrote_it()
    {
        byte[] without = MessageCodec.Encode(new PathAnswer(1, PathStage.Ready, false, false, PaddingBytes: 2, Clock: null));
        Assert.Equal([(byte)WireType.PathAnswer, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 2, 0, 0], without);
        Assert.Equal(without, MessageCodec.Encode(new PathAnswer(1, PathStage.Ready, false, false, PaddingBytes: 2, Noon))[..without.Length]);
    }

    [Fact]
    public void A_time_that_no_calendar_holds_is_refused()
    {
        byte[] bytes = MessageCodec.Encode(new PathAnswer(1, PathStage.Ready, false, false, PaddingBytes: 0, Noon));
        bytes.AsSpan(bytes.Length - sizeof(ulong)).Fill(0xFF);
        Assert.Contains("no time of day", Assert.Throws<WireFormatException>(() => MessageCodec.Decode(bytes)).Message, StringComparison.Ordinal);
    }
}
