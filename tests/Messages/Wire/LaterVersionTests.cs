using MeshNet.Messages.Tests.Membership;

namespace MeshNet.Messages.Tests.Wire;

/// <summary>A later version appends fields to what this one knows: it is read all the same, and passed on with what was appended.</summary>
public sealed class LaterVersionTests
{
    private static readonly byte[] Appended = [0xFE, 0xDC, 0xBA];

    public static TheoryData<int> Messages => [.. Enumerable.Range(0, Samples.All.Count)];

    public static TheoryData<int> Records => [.. Enumerable.Range(0, RecordSample.All.Length)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_with_fields_appended_is_read_as_without(int index)
    {
        byte[] bytes = MessageCodec.Encode(Samples.All[index]);

        IWireMessage decoded = MessageCodec.Decode([.. bytes, .. Appended]);

        Assert.Equal(bytes, MessageCodec.Encode(decoded).Take(bytes.Length));
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_with_fields_appended_is_read_as_without(int index)
    {
        RecordSample sample = RecordSample.All[index];

        Assert.Equal(sample.Bytes, sample.Rewrite(sample.Bytes));
        Assert.Equal(sample.Bytes, sample.Rewrite([.. sample.Bytes, .. Appended]).Take(sample.Bytes.Length));
    }

    [Fact]
    public void Every_kind_of_record_with_content_has_a_sample() => Assert.Equal(
        Enum.GetValues<RecordKind>().Except([RecordKind.Withdrawn, RecordKind.EstateTaken]), RecordSample.All.Select(sample => sample.Kind));

    [Fact]
    public void What_was_appended_to_a_change_that_is_passed_on_goes_along()
    {
        byte[] bytes = [.. MessageCodec.Encode(new Push(Samples.Delta, 1, 2, 3)), .. Appended];

        Push push = Assert.IsType<Push>(MessageCodec.Decode(bytes));

        Assert.Equal(bytes, MessageCodec.Encode(push));
        Assert.Equal(Appended, MessageCodec.Encode(push with { From = 4, To = 5 }).TakeLast(Appended.Length));
    }

    [Fact]
    public void What_was_appended_to_a_members_claim_goes_along_whatever_is_said_of_the_member()
    {
        WireWriter plain = new();
        Samples.Claim(MemberStatus.Suspect, Samples.Bob).Write(plain);
        WireWriter message = new();
        message.Byte((byte)WireType.MemberNews);
        message.Varint(2);
        message.Bytes([.. plain.ToArray()[1..], .. Appended]);
        Samples.Claim(MemberStatus.Left).Write(message);

        MemberNews news = Assert.IsType<MemberNews>(MessageCodec.Decode(message.Written));

        Assert.Equal(message.ToArray(), MessageCodec.Encode(news));
        Assert.Equal(Samples.Claim(MemberStatus.Left), news.Claims[1]);
        Member member = news.Claims[0].Member with { Status = MemberStatus.Dead };
        Assert.Equal(Appended, member.Later.Bytes);
        Assert.NotEqual(Samples.Claim(MemberStatus.Dead).Member, member);
    }

    [Fact]
    public void A_claim_with_more_appended_than_a_datagram_has_room_for_is_refused()
    {
        WireWriter claim = new();
        Samples.Claim().Write(claim);
        WireWriter message = new();
        message.Byte((byte)WireType.JoinRequest);
        message.Bytes([.. claim.ToArray()[1..], .. new byte[Member.LaterBytesMax + 1]]);

        Assert.Throws<WireFormatException>(() => MessageCodec.Decode(message.Written));
    }

    [Fact]
    public void What_was_appended_to_an_epoch_is_part_of_the_decision()
    {
        byte[] bytes = [.. Samples.Epoch.Encode(), .. Appended];

        EpochRecord epoch = EpochRecord.Decode(bytes);

        Assert.Equal(bytes, epoch.Encode());
        Assert.NotEqual(Samples.Epoch, epoch);
    }

    [Fact]
    public void A_record_of_an_unknown_kind_and_an_unknown_deletion_come_through_a_delta_as_they_were()
    {
        LogEntry[] entries =
        [
            new(new RecordKey((RecordKind)200, 1, 2), new LogVersion(7, 9), [1, 2, 3]),
            new(new RecordKey((RecordKind)201, 3, 4), new LogVersion(7, 10), null),
        ];
        LogDelta delta = Samples.Delta with { Entries = [.. entries] };

        LogDelta decoded = Assert.IsType<LogDelta>(MessageCodec.Decode(MessageCodec.Encode(delta)));

        Assert.Equal(MessageCodec.Encode(delta), MessageCodec.Encode(decoded));
        Assert.Equal(entries[0].Key, decoded.Entries[0].Key);
    }

    [Fact]
    public void A_message_of_an_unknown_type_is_refused_with_its_number() => Assert.Contains(
        "message type 250", Assert.Throws<WireFormatException>(() => MessageCodec.Decode([250, 1, 2])).Message, StringComparison.Ordinal);
}
