using Akka.Event;
using MeshNet.Hocon;
using MeshNet.Node.Configuration;

namespace MeshNet.Node.Tests.Configuration;

public sealed class SettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mn-settings-").FullName;

    private string ConfigFile => Path.Combine(_folder, "meshnet.conf");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_file_lies_over_the_reference_and_the_command_line_over_both()
    {
        MeshNetSettings settings = Load(
            "meshnet { gossip-port = 1000, log-level = debug, membership.probe-interval = 1s, state-dir = /file }",
            new SettingOverride("state-dir", "/first", "--state-dir"),
            new SettingOverride("state-dir", "/second", "--state-dir"));

        Assert.Equal((1000, 7948, LogLevel.DebugLevel), (settings.GossipPort, settings.VxlanPort, settings.LogLevel));
        Assert.Equal(("/second", TimeSpan.FromSeconds(1)), (settings.StateDirectory, settings.Membership.ProbeInterval));
    }

    [Fact]
    public void The_file_may_refer_to_the_reference()
    {
        MeshNetSettings settings = Load("meshnet.vxlan-port = ${meshnet.management.port}");

        Assert.Equal(8558, settings.VxlanPort);
    }

    [Fact]
    public void Other_roots_than_ours_are_nobodys_business()
    {
        Assert.Equal(7947, Load("akka.loglevel = DEBUG").GossipPort);
    }

    [Theory]
    [InlineData("advertise = \"2001:db8::1\"", "[::]:7947")]
    [InlineData("advertise = 10.1.2.3", "0.0.0.0:7947")]
    [InlineData("listen-address = 10.1.2.3, gossip-port = 5", "10.1.2.3:5")]
    public void Gossip_listens_in_the_family_in_which_the_node_is_reached(string setting, string listen) =>
        Assert.Equal(listen, Load($"meshnet {{ {setting} }}").Packets.Listen.ToString());

    [Fact]
    public void Resolvers_have_a_port_or_that_of_dns()
    {
        MeshNetSettings settings = Load("meshnet.dns.upstreams = [10.0.0.1, \"10.0.0.2:5353\", \"2001:db8::1\", \"[2001:db8::2]:54\"]");

        Assert.Equal(
            ["10.0.0.1:53", "10.0.0.2:5353", "[2001:db8::1]:53", "[2001:db8::2]:54"],
            settings.Dns.Upstreams.Select(upstream => upstream.ToString()));
    }

    [Theory]
    [InlineData("gossip-port = 70000", 15, "gossip-port is '70000'; it must be 1 to 65535")]
    [InlineData("gossip-port = http", 15, "gossip-port is 'http', but must be a whole number")]
    [InlineData("gossip-port = null", 15, "gossip-port is null, but must be a whole number")]
    [InlineData("vxlan-port = 7947", 14, "vxlan-port is '7947'; it must be any port but gossip-port, which is 7947 as well")]
    [InlineData("advertise = here", 13, "advertise is 'here'; it must be an IPv4 or IPv6 address, or nothing")]
    [InlineData("advertise = 10.1", 13, "advertise is '10.1'; it must be an IPv4 or IPv6 address, or nothing")]
    [InlineData("state-dir = here", 13, "state-dir is 'here'; it must be an absolute path")]
    [InlineData("log-level = loud", 13, "log-level is 'loud'; it must be debug or info or warning or error")]
    [InlineData("membership.probe-interval = 1ms", 29, "membership.probe-interval is '1ms'; it must be 50ms to 1m")]
    [InlineData("membership.probe-interval = infinite", 29, "membership.probe-interval is 'infinite', but must be a duration")]
    [InlineData("membership.probe-timeout = 199ms", 28, "membership.probe-timeout is '199ms'; it must be 200ms to 1m")]
    [InlineData("membership.probe-timeout = 1s", 28, "membership.probe-timeout is '1s'; it must be less than probe-interval, which is 500ms")]
    [InlineData("membership.join-retry = 9s", 25, "membership.join-retry is '9s'; it must be less than join-timeout, which is 5s")]
    [InlineData("membership.sync-interval-max = 1s", 32, "membership.sync-interval-max is '1s'; it must be at least sync-interval, which is 2s")]
    [InlineData("gossip.datagram-bytes = 1200", 25, "gossip.datagram-bytes is '1200'; it must be at least 200 more than membership.news-bytes")]
    [InlineData("address-space.automatic-pool = \"\"", 32, "address-space.automatic-pool is ''; it must be an IPv4 subnet")]
    [InlineData("address-space.automatic-pool = 10.0.0.1/8", 32, "address-space.automatic-pool is '10.0.0.1/8'; it must be an IPv4 subnet from /8 to /25")]
    [InlineData("address-space.automatic-prefix = 30", 34, "address-space.automatic-prefix is '30'; it must be 12 to 29")]
    [InlineData("driver.underlay-mtu = 576", 23, "driver.underlay-mtu is '576'; it must be 0 or 1350 to 65535")]
    [InlineData("driver.retry-delay-max = 50ms", 26, "driver.retry-delay-max is '50ms'; it must be at least retry-delay-min, which is 100ms")]
    [InlineData("dns.fail-open = 1s", 17, "dns.fail-open is '1s'; it must be at least twice alive-interval, which is 1s")]
    [InlineData("dns.upstreams = [10.0.0.1, x]", 17, "dns.upstreams is [\"10.0.0.1\",\"x\"]; it must be a list of addresses, with or without port, which 'x' is not")]
    [InlineData("egress.gateway = swarm", 18, "egress.gateway is 'swarm'; it must be docker or meshnet")]
    [InlineData("egress.meshnet-gwbridge-subnet = 10.9.0.0/16", 34, "egress.meshnet-gwbridge-subnet is '10.9.0.0/16'; it must be a subnet outside address-space.automatic-pool")]
    [InlineData("management.host = \"\"", 19, "management.host is ''; it must be an IPv4 or IPv6 address")]
    [InlineData("management.token = secret", 20, "management.token has 6 characters: use at least 16, or leave it empty and read-only true")]
    [InlineData("gossip-prot = 1", 15, null)]
    public void A_value_that_cannot_be_is_told_with_file_line_column_key_and_what_is_allowed(string setting, int column, string? sentence)
    {
        HoconException failure = Assert.ThrowsAny<HoconException>(() => Load($"# mine\nmeshnet.{setting}"));

        string expected = sentence is null
            ? "there is no setting meshnet.gossip-prot: did you mean meshnet.gossip-port?"
            : $"meshnet.{sentence}";
        Assert.StartsWith($"{ConfigFile}:2:{column + "meshnet.".Length}: {expected}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_needs_a_token_and_the_token_is_never_printed()
    {
        Assert.Contains("management.token has 0 characters",
            Assert.ThrowsAny<HoconException>(() => Load("meshnet.management.read-only = false")).Message, StringComparison.Ordinal);

        MeshNetSettings settings = Load("meshnet.management { read-only = false, token = 0123456789abcdef }");

        Assert.Equal((false, "0123456789abcdef"), (settings.Management.IsReadOnly, settings.Management.Token));
        Assert.DoesNotContain("0123456789abcdef", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_listen_address_of_another_family_is_refused()
    {
        HoconException failure = Assert.ThrowsAny<HoconException>(() => Load("meshnet { advertise = 10.0.0.1, listen-address = \"::1\" }"));

        Assert.EndsWith("it must be an address of the same family as advertise, which is 10.0.0.1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_command_line_option_is_named()
    {
        HoconException failure = Assert.ThrowsAny<HoconException>(() => Load("", new SettingOverride("state-dir", "x", "--state-dir")));

        Assert.Equal("--state-dir: meshnet.state-dir is 'x'; it must be an absolute path", failure.Message);
    }

    [Fact]
    public void A_file_that_is_named_must_be_there_and_be_well_formed()
    {
        Assert.Contains("the file cannot be read",
            Assert.ThrowsAny<HoconException>(() => SettingsLoader.Load(Path.Combine(_folder, "none.conf"))).Message,
            StringComparison.Ordinal);
        Assert.StartsWith($"{ConfigFile}:2:3: the brace that opens here is not closed",
            Assert.ThrowsAny<HoconException>(() => Load("meshnet.gossip-port = 1\na {")).Message, StringComparison.Ordinal);
    }

    private MeshNetSettings Load(string text, params SettingOverride[] overrides)
    {
        File.WriteAllText(ConfigFile, text);
        return SettingsLoader.Load(ConfigFile, overrides);
    }
}
