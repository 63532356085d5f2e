using MeshNet.Protocol.Names;
using static MeshNet.Protocol.Tests.Names.MeshViews;

namespace MeshNet.Protocol.Tests.Names;

public sealed class NameTableTests
{
    private const string ContainerId = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("web")]
    [InlineData("www")]
    [InlineData("0123456789ab")]
    [InlineData("web.demo")]
    [InlineData("www.demo")]
    [InlineData("0123456789ab.demo")]
    public void A_container_answers_to_its_name_aliases_and_short_id_with_and_without_the_network(string name)
    {
        NameTable table = Table(Network(1, "Demo", "10.0.0.0/24",
            Endpoint(1, "Web", "10.0.0.5", ContainerId, aliases: ["WWW", "0123456789ab"])));

        Assert.Equal(["10.0.0.5"], Addresses(table, name));
    }

    [Theory]
    [InlineData("0123456789abc")]
    [InlineData("0123456789a")]
    [InlineData("web.other")]
    [InlineData("demo")]
    [InlineData("web.demo.org")]
    [InlineData("nobody")]
    [InlineData(".demo")]
    [InlineData("")]
    public void Other_names_are_somebody_elses(string name)
    {
        NameTable table = Table(Network(1, "demo", "10.0.0.0/24", Endpoint(1, "web", "10.0.0.5", ContainerId)));

        Assert.Equal(NameAnswerKind.Unknown, Find(table, name).Kind);
    }

    [Fact]
    public void Names_and_networks_may_hold_dots()
    {
        NameTable table = Table(Network(1, "demo.lan", "10.0.0.0/24", Endpoint(1, "web.1", "10.0.0.5")));

        Assert.Equal(["10.0.0.5"], Addresses(table, "web.1"));
        Assert.Equal(["10.0.0.5"], Addresses(table, "web.1.demo.lan"));
    }

    [Fact]
    public void A_container_whose_name_is_not_known_yet_has_no_name()
    {
        NameTable table = Table(Network(1, "demo", "10.0.0.0/24", Endpoint(1, "", "10.0.0.5")));

        Assert.Equal(NameAnswerKind.Unknown, Find(table, "").Kind);
        Assert.Equal(NameAnswerKind.Unknown, Find(table, "5.0.0.10.in-addr.arpa", DnsType.Ptr).Kind);
    }

    [Theory]
    [InlineData(DnsType.Aaaa)]
    [InlineData(DnsType.Mx)]
    [InlineData(DnsType.Txt)]
    [InlineData(DnsType.Srv)]
    [InlineData((DnsType)65)]
    public void A_known_name_has_no_other_records_and_is_nobody_elses(DnsType type)
    {
        NameTable table = Table(Network(1, "demo", "10.0.0.0/24", Endpoint(1, "web", "10.0.0.5")));

        Assert.Equal(NameAnswerKind.NoData, Find(table, "web", type).Kind);
    }

    [Fact]
    public void Another_class_is_somebody_elses()
    {
        NameTable table = Table(Network(1, "demo", "10.0.0.0/24", Endpoint(1, "web", "10.0.0.5")));

        Assert.Equal(NameAnswerKind.Unknown, table.Find(new DnsQuestion("web", DnsType.A, DnsClass.Chaos)).Kind);
    }

    [Fact]
    public void All_that_share_an_alias_answer_to_it()
    {
        NameTable table = Table(Network(1, "demo", "10.0.0.0/24",
            Endpoint(1, "web1", "10.0.0.9", aliases: ["web"]),
            Endpoint(2, "web2", "10.0.0.5", aliases: ["web"]),
            Endpoint(3, "web", "10.0.0.7")));

        Assert.Equal(["10.0.0.9", "10.0.0.5", "10.0.0.7"], Addresses(table, "web"));
    }

    [Theory]
    [InlineData(EndpointHealth.Healthy, EndpointHealth.Unhealthy, "10.0.0.1")]
    [InlineData(EndpointHealth.None, EndpointHealth.Starting, "10.0.0.1")]
    [InlineData(EndpointHealth.Starting, EndpointHealth.Healthy, "10.0.0.2")]
    [InlineData(EndpointHealth.Healthy, EndpointHealth.None, "10.0.0.1 10.0.0.2")]
    [InlineData(EndpointHealth.Unhealthy, EndpointHealth.Starting, "10.0.0.1 10.0.0.2")]
    public void Of_several_the_sick_and_the_starting_are_left_out_while_another_is_well(
        EndpointHealth first, EndpointHealth second, string expected)
    {
        NameTable table = Table(Network(1, "demo", "10.0.0.0/24",
            Endpoint(1, "a", "10.0.0.1", health: first, aliases: ["web"]),
            Endpoint(2, "b", "10.0.0.2", health: second, aliases: ["web"])));

        Assert.Equal(expected.Split(' '), Addresses(table, "web"));
        Assert.Equal(["10.0.0.1"], Addresses(table, "a"));
        Assert.Equal(["10.0.0.2"], Addresses(table, "b"));
    }

    [Fact]
    public void The_loser_of_a_name_answers_to_its_other_names_only()
    {
        NameTable table = Table(Network(1, "demo", "10.0.0.0/24",
            Endpoint(1, "web", "10.0.0.5"),
            Endpoint(2, "web", "10.0.0.6", ContainerId, nameLoses: true, aliases: ["www"])));

        Assert.Equal(["10.0.0.5"], Addresses(table, "web"));
        Assert.Equal(["10.0.0.6"], Addresses(table, "www"));
        Assert.Equal(["10.0.0.6"], Addresses(table, "0123456789ab"));
        Assert.Equal("www.demo", Find(table, "6.0.0.10.in-addr.arpa", DnsType.Ptr).Pointer);
    }

    [Fact]
    public void Of_two_that_claim_one_address_only_the_higher_block_version_has_names()
    {
        NameTable table = Table(Network(1, "demo", "10.0.0.0/24",
            Endpoint(1, "old", "10.0.0.5", blockVersion: 3),
            Endpoint(2, "new", "10.0.0.5", blockVersion: 4)));

        Assert.Equal(["10.0.0.5"], Addresses(table, "new"));
        Assert.Equal(NameAnswerKind.Unknown, Find(table, "old").Kind);
        Assert.Equal("new.demo", Find(table, "5.0.0.10.in-addr.arpa", DnsType.Ptr).Pointer);
    }

    [Fact]
    public void Several_networks_are_searched_in_the_order_of_their_names()
    {
        MeshView view = View(
            Network(1, "zulu", "10.0.1.0/24", Endpoint(1, "web", "10.0.1.5")),
            Network(2, "alpha", "10.0.2.0/24", Endpoint(2, "web", "10.0.2.5")),
            Network(3, "elsewhere", "10.0.3.0/24", Endpoint(3, "db", "10.0.3.5")));

        NameTable table = NameTable.Build(view, [new NetworkId(1), new NetworkId(2), new NetworkId(9)]);

        Assert.Equal(["10.0.2.5"], Addresses(table, "web"));
        Assert.Equal(["10.0.1.5"], Addresses(table, "web.zulu"));
        Assert.Equal(NameAnswerKind.Unknown, Find(table, "db").Kind);
        Assert.Equal(NameAnswerKind.Unknown, Find(table, "db.elsewhere").Kind);
    }

    [Fact]
    public void An_address_points_to_its_holders_name_in_its_network()
    {
        NameTable table = Table(Network(1, "demo", "10.0.0.0/24", Endpoint(1, "web", "10.0.0.5", aliases: ["www"])));

        Assert.Equal("web.demo", Find(table, "5.0.0.10.in-addr.arpa", DnsType.Ptr).Pointer);
        Assert.Equal(NameAnswerKind.NoData, Find(table, "5.0.0.10.in-addr.arpa").Kind);
    }

    [Theory]
    [InlineData("6.0.0.10.in-addr.arpa", NameAnswerKind.NoSuchName)]
    [InlineData("5.1.0.10.in-addr.arpa", NameAnswerKind.Unknown)]
    [InlineData("0.0.10.in-addr.arpa", NameAnswerKind.Unknown)]
    [InlineData("1.5.0.0.10.in-addr.arpa", NameAnswerKind.Unknown)]
    [InlineData("256.0.0.10.in-addr.arpa", NameAnswerKind.Unknown)]
    [InlineData("in-addr.arpa", NameAnswerKind.Unknown)]
    [InlineData("5.0.0.10.ip6.arpa", NameAnswerKind.Unknown)]
    public void A_free_address_of_ours_has_no_name_and_others_are_somebody_elses(string name, NameAnswerKind expected)
    {
        NameTable table = Table(Network(1, "demo", "10.0.0.0/24", Endpoint(1, "web", "10.0.0.5")));

        Assert.Equal(expected, Find(table, name, DnsType.Ptr).Kind);
    }

    [Fact]
    public void A_pointer_leaves_out_names_that_dns_cannot_carry()
    {
        NameTable table = Table(Network(1, "demo", "10.0.0.0/24",
            Endpoint(1, new string('a', 64), "10.0.0.5", aliases: ["a..b", "short"])));

        Assert.Equal("short.demo", Find(table, "5.0.0.10.in-addr.arpa", DnsType.Ptr).Pointer);
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, false, true)]
    public void The_outside_is_asked_only_for_a_sandbox_with_a_network_that_reaches_it(bool first, bool second, bool expected)
    {
        NameTable table = Table(Network(1, "a", "10.0.0.0/24", first), Network(2, "b", "10.0.1.0/24", second));

        Assert.Equal(expected, table.AllowsOutside);
        Assert.False(NameTable.Empty.AllowsOutside);
    }

    private static NameTable Table(params NetworkView[] networks) =>
        NameTable.Build(View(networks), networks.Select(network => network.Id));

    private static NameAnswer Find(NameTable table, string name, DnsType type = DnsType.A) =>
        table.Find(new DnsQuestion(name, type, DnsClass.Internet));

    private static string[] Addresses(NameTable table, string name)
    {
        NameAnswer answer = Find(table, name);
        Assert.Equal(NameAnswerKind.Addresses, answer.Kind);
        return [.. answer.Addresses.Select(Ipv4.ToText)];
    }
}
