using MeshNet.Node.Doctor;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Tests.Doctor;

/// <summary>Each verdict of the doctor: what is well is left in peace, what is wrong is named with what mends it.</summary>
public sealed class JudgeTests
{
    private static readonly Ports Ports = new(7947, 7948);
    private static readonly PathRow AllOpen = new("", true, true, true, true, true, 0, 0);
    private static readonly PeerPath Good = new("node2", IPEndPoint.Parse("192.0.2.2:7947"), "alive", null, 1500, 1500, AllOpen);

    [Fact]
    public void A_kernel_that_refuses_something_is_told_by_the_module()
    {
        Assert.True(Judge.Kernel([new("bridge", "bridge", null)]).IsWell);
        Finding finding = Only(Judge.Kernel([new("bridge", "bridge", null), new("VXLAN", "vxlan", "Operation not supported")]));
        Assert.Contains("Operation not supported", finding.What, StringComparison.Ordinal);
        Assert.Equal("modprobe vxlan", finding.Mend);
    }

    [Fact]
    public void A_path_that_carries_everything_is_well() => Assert.Empty(Judge.Paths([Good], Ports).Findings);

    [Fact]
    public void A_path_that_loses_large_packets_is_told_with_the_mtu_to_set()
    {
        Finding finding = Only(Judge.Paths([Good with { PacketBytesMax = 1400 }], Ports));
        Assert.Contains("packets of 1500 bytes do not reach node2, but packets of 1400 do", finding.What, StringComparison.Ordinal);
        Assert.Contains("underlay-mtu = 1400", finding.Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dead")]
    [InlineData("suspect")]
    public void A_host_that_does_not_answer_is_told_with_the_ports(string status)
    {
        Finding finding = Only(Judge.Paths([Good with { Status = status }], Ports));
        Assert.Contains(status, finding.What, StringComparison.Ordinal);
        Assert.Contains("UDP 7948", finding.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_connection_is_told_in_its_own_words() =>
        Assert.Contains("refused", Only(Judge.Paths([Good with { StreamRefusal = "Connection refused" }], Ports)).What, StringComparison.Ordinal);

    [Fact]
    public void Each_way_that_is_closed_is_told_by_its_direction()
    {
        Assert.Contains("UDP 7947 from node2 does not arrive here", What(AllOpen with { DatagramIn = false }), StringComparison.Ordinal);
        Assert.Contains("UDP 7947 from this host does not arrive at node2", What(AllOpen with { DatagramOut = false }), StringComparison.Ordinal);
        Assert.Contains("UDP 7948 from node2, which carries the containers' packets, does not arrive here", What(AllOpen with { VxlanIn = false }), StringComparison.Ordinal);
        Assert.Contains("UDP 7948 from this host, which carries the containers' packets, does not arrive at node2", What(AllOpen with { VxlanOut = false }), StringComparison.Ordinal);
        Assert.Empty(Judge.Paths([Good with { Ways = AllOpen with { Stream = false, VxlanIn = false } }], Ports).Findings);

        static string What(PathRow ways) => Only(Judge.Paths([Good with { Ways = ways }], Ports)).What;
    }

    [Fact]
    public void A_host_that_answers_no_ping_but_all_else_is_no_fault()
    {
        Diagnosis diagnosis = Judge.Paths([Good with { PacketBytesMax = 0 }], Ports);
        Assert.Single(diagnosis.Findings);
        Assert.True(diagnosis.IsWell);
    }

    [Fact]
    public void Overlapping_subnets_are_told_by_both_names()
    {
        Finding finding = Only(Judge.Subnets(new(
            [("demo", Parse("10.1.0.0/16")), ("other", Parse("10.2.0.0/16"))],
            [("a route of this host", Parse("10.1.2.0/24")), ("Docker's network bridge", Parse("172.17.0.0/16"))])));
        Assert.Contains("demo (10.1.0.0/16) overlaps a route of this host (10.1.2.0/24)", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_mesh_does_not_know_is_left_over()
    {
        StaleFacts facts = new(true, ["aa"], ["mn1", "mn_gwbridge"], ["aa"], ["mn1", "mn_gwbridge"]);
        Assert.Empty(Judge.Stale(facts).Findings);
        Assert.Contains("link mn1", Only(Judge.Stale(facts with { UsedLinks = ["mn_gwbridge"] })).What, StringComparison.Ordinal);
        Finding outside = Only(Judge.Stale(facts with { IsInMesh = false }));
        Assert.Contains("namespace aa, link mn1, link mn_gwbridge", outside.What, StringComparison.Ordinal);
        Assert.Equal("meshnet reset", outside.Mend);
    }

    [Fact]
    public void What_the_daemon_calls_a_problem_is_one()
    {
        Assert.True(Judge.Status("ready", []).IsWell);
        Assert.False(Judge.Status("ready", ["the disk is full"]).IsWell);
    }

    private static Finding Only(Diagnosis diagnosis)
    {
        Assert.False(diagnosis.IsWell);
        return Assert.Single(diagnosis.Findings);
    }

    private static Block Parse(string subnet)
    {
        Assert.True(Block.TryParse(subnet, out Block block));
        return block;
    }
}
