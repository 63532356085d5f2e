namespace MeshNet.Messages.Tests.Membership;

public sealed class MembershipCodecTests
{
    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, Samples.All.Count)];

    [Theory]
    [MemberData(nameof(Indexes))]
    public void A_message_comes_back_as_it_was_written(int index)
    {
        IWireMessage message = Samples.All[index];
        byte[] bytes = MessageCodec.Encode(message);

        IWireMessage decoded = MessageCodec.Decode(bytes);

        Assert.Equal(message.GetType(), decoded.GetType());
        Assert.Equal(bytes, MessageCodec.Encode(decoded));
    }

    [Fact]
    public void Every_type_has_a_sample() =>
        Assert.Equal(Enum.GetValues<WireType>(), Samples.All.Select(message => message.Type).Distinct().Order());

    [Fact]
    public void A_claim_keeps_every_field()
    {
        JoinRequest request = new(Samples.Claim(MemberStatus.Suspect, Samples.Bob, remembered: true));

        JoinRequest decoded = Assert.IsType<JoinRequest>(MessageCodec.Decode(MessageCodec.Encode(request)));

        Assert.Equal(request.Joiner, decoded.Joiner);
        Assert.Equal(request.Joiner.WireLength, MessageCodec.Encode(request).Length - 1);
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void A_message_that_ends_too_early_is_refused(int index)
    {
        // The last field of a path's answer may be missing: earlier versions had none.
        byte[] bytes = MessageCodec.Encode(Samples.All[index] is PathAnswer answer ? answer with { Clock = null } : Samples.All[index]);
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<WireFormatException>(() => MessageCodec.Decode(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void An_unknown_status_a_long_name_and_port_zero_are_refused()
    {
        Member member = Samples.Claim().Member;
        MemberClaim[] wrong =
        [
            new(member with { Status = (MemberStatus)9 }),
            new(member with { Name = new string('n', MemberClaim.NameBytesMax + 1) }),
            new(member with { Address = new IPEndPoint(IPAddress.Loopback, 0) }),
        ];
        foreach (MemberClaim claim in wrong)
        {
            byte[] bytes = MessageCodec.Encode(new JoinRequest(claim));
            Assert.Throws<WireFormatException>(() => MessageCodec.Decode(bytes));
        }
    }
}
