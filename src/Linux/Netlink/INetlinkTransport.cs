namespace MeshNet.Linux.Netlink;

/// <summary>What a <see cref="NetlinkSocket"/> sends through. It is an interface only so that tests can play the kernel.</summary>
internal interface INetlinkTransport : IDisposable
{
    void Send(ReadOnlySpan<byte> messages, string operation);

    /// <summary>The next datagram; valid until the next call.</summary>
    ReadOnlySpan<byte> Receive(string operation);
}
