using MeshNet.Protocol.Ownership;

namespace MeshNet.Protocol.Tests.Ownership;

public sealed class VniSpaceTests
{
    /// <summary>Docker's own overlay numbers its networks from 4096 up; a network identifier has 24 bits.</summary>
    [Theory]
    [InlineData(0UL)]
    [InlineData(0x3FFFFFUL)]
    [InlineData(ulong.MaxValue)]
    public void Every_cluster_begins_far_above_dockers_networks_and_with_room_to_go_on(ulong id)
    {
        uint start = VniSpace.StartOf(new ClusterId(id));
        Assert.InRange(start, 1u << 23, (1u << 24) - (1u << 20));
    }

    [Fact]
    public void Two_clusters_on_one_underlay_rarely_begin_at_one_number()
    {
        uint[] starts = [.. Enumerable.Range(0, 1000).Select(i => VniSpace.StartOf(new ClusterId((UInt128)(uint)(i * 7919))))];
        Assert.Equal(starts.Length, starts.Distinct().Count());
    }
}
