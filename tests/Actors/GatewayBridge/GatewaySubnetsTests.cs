using MeshNet.Actors.GatewayBridge;

namespace MeshNet.Actors.Tests.GatewayBridge;

public sealed class GatewaySubnetsTests
{
    [Fact]
    public void Docker_has_the_first_of_its_own_pools_that_overlaps_nothing()
    {
        Assert.Equal(Cidr("172.18.0.0/16"), GatewaySubnets.Choose(GatewaySubnets.ForEngine(), []));
        Assert.Equal(
            Cidr("172.20.0.0/16"),
            GatewaySubnets.Choose(GatewaySubnets.ForEngine(), [Cidr("172.18.5.0/24"), Cidr("172.19.0.0/16"), Cidr("10.0.0.0/8")]));
    }

    [Fact]
    public void Ours_comes_from_the_other_end_of_the_space()
    {
        Assert.Equal(Cidr("172.31.240.0/20"), GatewaySubnets.Choose(GatewaySubnets.ForOurs(), []));
        Assert.Equal(Cidr("172.31.224.0/20"), GatewaySubnets.Choose(GatewaySubnets.ForOurs(), [Cidr("172.31.255.0/24")]));
        Assert.Equal(Cidr("192.168.240.0/20"), GatewaySubnets.Choose(GatewaySubnets.ForOurs(), [Cidr("172.16.0.0/12")]));
    }

    [Fact]
    public void A_full_space_gives_none()
    {
        Block[] taken = [Cidr("172.16.0.0/12"), Cidr("192.168.0.0/16")];

        Assert.Null(GatewaySubnets.Choose(GatewaySubnets.ForEngine(), taken));
        Assert.Null(GatewaySubnets.Choose(GatewaySubnets.ForOurs(), taken));
    }

    private static Block Cidr(string text) => Block.TryParse(text, out Block block) ? block : throw new FormatException(text);
}
