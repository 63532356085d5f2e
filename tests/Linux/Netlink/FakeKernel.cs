using static Tmds.Linux.LibC;

namespace MeshNet.Linux.Tests.Netlink;

/// <summary>Plays the kernel: gets the sequence numbers of what was sent and gives the datagrams to be received.</summary>
internal sealed class FakeKernel(Func<IReadOnlyList<uint>, IEnumerable<byte[]>> answer) : INetlinkTransport
{
    private readonly Queue<byte[]> _datagrams = new();

    public int Sends { get; private set; }

    public void Send(ReadOnlySpan<byte> messages, string operation)
    {
        Sends++;
        List<uint> sequences = [];
        NetlinkReader reader = new(messages);
        while (reader.TryRead(out NetlinkMessage message))
        {
            sequences.Add(message.Sequence);
        }

        foreach (byte[] datagram in answer(sequences))
        {
            _datagrams.Enqueue(datagram);
        }
    }

    public ReadOnlySpan<byte> Receive(string operation) =>
        _datagrams.TryDequeue(out byte[]? datagram) ? datagram : throw new NetlinkException(operation, EAGAIN);

    public void Dispose() => _datagrams.Clear();
}
