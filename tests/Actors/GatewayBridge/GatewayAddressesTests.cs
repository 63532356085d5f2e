using MeshNet.Actors.GatewayBridge;

namespace MeshNet.Actors.Tests.GatewayBridge;

public sealed class GatewayAddressesTests
{
    /// <summary>Units 16 … 23: 17 is the gateway, 18 … 22 are for containers.</summary>
    private static readonly Block Subnet = new(16, 29);

    [Theory]
    [InlineData(0u, 18u)]
    [InlineData(18u, 19u)]
    [InlineData(22u, 18u)]
    [InlineData(500u, 18u)]
    public void The_next_address_follows_the_last_one_round_the_subnet(uint last, uint expected)
    {
        Assert.Equal(expected, GatewayAddresses.Next(Subnet, last, new HashSet<uint>()));
    }

    [Fact]
    public void Taken_addresses_are_passed_over()
    {
        Assert.Equal(18u, GatewayAddresses.Next(Subnet, 20, new HashSet<uint> { 21, 22 }));
    }

    [Fact]
    public void A_full_subnet_gives_none()
    {
        Assert.Null(GatewayAddresses.Next(Subnet, 20, new HashSet<uint> { 18, 19, 20, 21, 22 }));
    }
}
