using static MeshNet.Linux.Interop.NetlinkConstants;
using static Tmds.Linux.LibC;

namespace MeshNet.Linux.Tests.Netlink;

/// <summary>The conversation with the kernel, where the real one cannot be made to say what matters.</summary>
public sealed class NetlinkSocketTests
{
    private const ushort Item = RTM_NEWLINK;

    [Fact]
    public void A_dump_that_the_kernel_calls_inconsistent_is_asked_for_again()
    {
        int dumps = 0;
        FakeKernel kernel = new(sequences => ++dumps < 3
            ? [Message(Item, NLM_F_MULTI | NLM_F_DUMP_INTR, sequences[0], 1), Done(sequences[0])]
            : [Message(Item, NLM_F_MULTI, sequences[0], 2), Message(Item, NLM_F_MULTI, sequences[0], 3), Done(sequences[0])]);
        using NetlinkSocket socket = new(kernel);
        Assert.Equal([2, 3], Dump(socket));
        Assert.Equal(3, kernel.Sends);
    }

    [Fact]
    public void The_end_of_a_dump_may_be_what_calls_it_inconsistent()
    {
        int dumps = 0;
        FakeKernel kernel = new(sequences => ++dumps < 2
            ? [Message(NLMSG_DONE, NLM_F_MULTI | NLM_F_DUMP_INTR, sequences[0], 0)]
            : [Done(sequences[0])]);
        using NetlinkSocket socket = new(kernel);
        Assert.Empty(Dump(socket));
        Assert.Equal(2, kernel.Sends);
    }

    [Fact]
    public void A_table_that_never_holds_still_is_given_up_after_ten_dumps()
    {
        FakeKernel kernel = new(sequences => [Message(NLMSG_DONE, NLM_F_DUMP_INTR, sequences[0], 0)]);
        using NetlinkSocket socket = new(kernel);
        NetlinkException failure = Assert.Throws<NetlinkException>(() => Dump(socket));
        Assert.Equal("list things: Interrupted system call (EINTR): the table changed during each of 10 dumps", failure.Message);
        Assert.Equal(10, kernel.Sends);
    }

    [Fact]
    public void A_dump_can_fail_at_its_beginning_or_its_end()
    {
        using NetlinkSocket refused = new(new FakeKernel(sequences => [Error(sequences[0], EPERM)]));
        Assert.Equal("list things: Operation not permitted (EPERM)", Assert.Throws<NetlinkException>(() => Dump(refused)).Message);
        using NetlinkSocket broken = new(new FakeKernel(sequences =>
            [Message(Item, NLM_F_MULTI, sequences[0], 1), Message(NLMSG_DONE, NLM_F_MULTI, sequences[0], -ENODEV)]));
        Assert.Equal(ENODEV, Assert.Throws<NetlinkException>(() => Dump(broken)).Errno);
    }

    [Fact]
    public void Answers_to_a_request_that_was_given_up_are_passed_over()
    {
        uint before = 0;
        FakeKernel kernel = new(sequences =>
        {
            byte[][] late = before == 0 ? [] : [Message(Item, NLM_F_MULTI, before, 66), Error(before, EBUSY), Done(sequences[0])];
            before = sequences[0];
            return late;
        });
        using NetlinkSocket socket = new(kernel);
        Assert.Equal(EAGAIN, Assert.Throws<NetlinkException>(() => Dump(socket)).Errno);
        Assert.Empty(Dump(socket));
    }

    [Fact]
    public void The_refusals_of_a_batch_find_their_edits_whatever_else_arrives()
    {
        FakeKernel kernel = new(sequences =>
        [
            Error(sequences[0] - 1, EBUSY),
            [.. Error(sequences[1], EEXIST), .. Error(sequences[3], EINVAL)],
            Error(sequences[^1], 0),
        ]);
        using NetlinkSocket socket = new(kernel);
        List<BatchFailure<int>> failures = Batch(socket, 5);
        Assert.Equal([(1, "edit 1: File exists (EEXIST)"), (3, "edit 3: Invalid argument (EINVAL)")],
            failures.Select(failure => (failure.Edit, failure.Error.Message)));
    }

    [Fact]
    public void A_batch_may_end_in_a_refusal()
    {
        using NetlinkSocket socket = new(new FakeKernel(sequences => [Error(sequences[^1], ENOENT)]));
        Assert.Equal(2, Assert.Single(Batch(socket, 3)).Edit);
    }

    [Fact]
    public void A_long_batch_is_sent_in_parts_and_an_empty_one_not_at_all()
    {
        FakeKernel kernel = new(sequences => [Error(sequences[^1], 0)]);
        using NetlinkSocket socket = new(kernel);
        Assert.Empty(Batch(socket, 0));
        Assert.Equal(0, kernel.Sends);
        Assert.Empty(Batch(socket, 1000));
        Assert.Equal(4, kernel.Sends);
    }

    [Fact]
    public void Nobody_can_take_two_messages_for_one_request()
    {
        using NetlinkSocket socket = new(new FakeKernel(_ => []));
        NetlinkWriter request = new();
        for (int count = 0; count < 2; count++)
        {
            using (request.Message(RTM_GETLINK, 0))
            {
            }
        }
        Assert.Throws<InvalidOperationException>(() => socket.Execute(request, "ask twice"));
    }

    private static List<int> Dump(NetlinkSocket socket)
    {
        NetlinkWriter request = new();
        using (request.Message(RTM_GETLINK, 0))
        {
        }
        return socket.Dump(request, "list things", (in NetlinkMessage message, out int item) =>
        {
            item = message.Structure<int>();
            return true;
        });
    }

    private static List<BatchFailure<int>> Batch(NetlinkSocket socket, int edits) => socket.ExecuteBatch(
        Enumerable.Range(0, edits),
        (request, _) => request.Message(RTM_NEWNEIGH, 0).Dispose(),
        edit => $"edit {edit}");

    private static byte[] Done(uint sequence) => Message(NLMSG_DONE, NLM_F_MULTI, sequence, 0);

    private static byte[] Error(uint sequence, int errno)
    {
        NetlinkWriter writer = new();
        using (writer.Message(NLMSG_ERROR, NLM_F_CAPPED))
        {
            writer.Structure(-errno);
            writer.Structure(new MessageHeader { Sequence = sequence });
        }
        writer.NumberLast(sequence);
        return writer.Written.ToArray();
    }

    private static byte[] Message(ushort type, int flags, uint sequence, int value)
    {
        NetlinkWriter writer = new();
        using (writer.Message(type, flags))
        {
            writer.Structure(value);
        }

        writer.NumberLast(sequence);
        return writer.Written.ToArray();
    }
}
