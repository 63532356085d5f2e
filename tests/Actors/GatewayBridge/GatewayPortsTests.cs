using MeshNet.Actors.GatewayBridge;

namespace MeshNet.Actors.Tests.GatewayBridge;

public sealed class GatewayPortsTests
{
    private const string InUse = "is in use on this host";

    private static readonly GatewayLease Holder =
        new(new EndpointId(1), "0123456789abcdef", 18, 1, 1, [new("tcp", null, 8080, 80), new("udp", IPAddress.Parse("192.0.2.1"), 53, 53)]);

    [Fact]
    public void A_free_port_is_taken_as_asked()
    {
        PublishedPort[] wanted = [new("udp", null, 8080, 80), new("tcp", IPAddress.Loopback, 81, 80)];

        Assert.Equal(wanted, Settle(wanted));
    }

    [Fact]
    public void A_port_left_open_is_chosen_from_the_dynamic_range()
    {
        PublishedPort[] wanted = [new("tcp", null, 0, 80), new("tcp", null, 0, 443)];

        Assert.Equal([new("tcp", null, 49153, 80), new("tcp", null, 49154, 443)], Settle(wanted, port => port.HostPort == 49152 ? InUse : null));
    }

    [Theory]
    [InlineData("tcp", null, 8080, "container 0123456789ab already publishes host port 8080/tcp")]
    [InlineData("tcp", "192.0.2.9", 8080, "container 0123456789ab already publishes host port 192.0.2.9:8080/tcp")]
    [InlineData("udp", "0.0.0.0", 53, "container 0123456789ab already publishes host port 53/udp")]
    [InlineData("icmp", null, 1, "cannot publish 80/icmp: the protocol must be tcp, udp or sctp")]
    [InlineData("tcp", "2001:db8::1", 80, "cannot publish on 2001:db8::1, because the gateway bridge carries only IPv4: publish on an IPv4 address")]
    [InlineData("tcp", null, 22, "host port 22/tcp is in use on this host")]
    public void A_port_that_cannot_be_had_is_refused_with_the_reason(string protocol, string? address, int port, string reason)
    {
        PublishedPort wanted = new(protocol, address is null ? null : IPAddress.Parse(address), (ushort)port, 80);

        Assert.Null(GatewayPorts.Settle([wanted], [Holder], candidate => candidate.HostPort == 22 ? InUse : null, out string refusal));
        Assert.Equal(reason, refusal);
    }

    [Fact]
    public void One_port_of_two_addresses_is_two_ports()
    {
        PublishedPort[] wanted = [new("udp", IPAddress.Parse("192.0.2.2"), 53, 53)];

        Assert.Equal(wanted, Settle(wanted));
    }

    [Fact]
    public void A_port_is_not_published_twice_by_one_container()
    {
        PublishedPort port = new("tcp", null, 81, 80);

        Assert.Null(GatewayPorts.Settle([port, port], [], _ => null, out string refusal));
        Assert.Equal("host port 81/tcp is given twice", refusal);
    }

    private static PublishedPort[] Settle(PublishedPort[] wanted, Func<PublishedPort, string?>? obstacle = null)
    {
        ImmutableArray<PublishedPort>? settled = GatewayPorts.Settle([.. wanted], [Holder], obstacle ?? (_ => null), out string refusal);
        Assert.True(settled.HasValue, refusal);
        return [.. settled.Value];
    }
}
