using MeshNet.Node.Names;

namespace MeshNet.Node.Tests.Names;

public sealed class SocketTableTests
{
    private static readonly IPAddress Resolver = IPAddress.Parse("127.0.0.11");

    [Fact]
    public void The_port_of_the_one_that_waits_at_the_address_is_found()
    {
        const string table = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
              10: 0100007F:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0 0
              11: 0B00007F:1111 0B00007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 1 2 0 0
              12: 0B00007F:9C40 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0 0
            """;

        Assert.Equal(0x9C40, SocketTable.FindPort(table, Resolver, ProtocolType.Udp));
        Assert.Equal(53, SocketTable.FindPort(table, IPAddress.Loopback, ProtocolType.Udp));
        Assert.Null(SocketTable.FindPort(table, IPAddress.Parse("127.0.0.12"), ProtocolType.Udp));
    }

    [Fact]
    public void By_tcp_it_has_to_listen()
    {
        const string table = """
              sl  local_address rem_address   st
               0: 0B00007F:1111 00000000:0000 07
               1: 0B00007F:2222 00000000:0000 0A
            """;

        Assert.Equal(0x2222, SocketTable.FindPort(table, Resolver, ProtocolType.Tcp));
    }

    [Fact]
    public void The_kernel_s_own_table_is_read()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.99"), 0));

        int? port = SocketTable.FindPort(File.ReadAllText("/proc/self/net/udp"), IPAddress.Parse("127.0.0.99"), ProtocolType.Udp);

        Assert.Equal(((IPEndPoint)socket.LocalEndPoint!).Port, port);
    }
}
