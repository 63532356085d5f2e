using System.Net.NetworkInformation;
using System.Text.Json;
using MeshNet.Node.Plugin;

namespace MeshNet.Node.Tests.Plugin;

public sealed class OptionsTests
{
    [Fact]
    public void Network_options_are_read_by_their_names()
    {
        NetworkOptions options = NetworkOptions.From(Parse("""
            {"com.docker.network.generic":{"vni":"51","mtu":1400,"encrypted":true,"empty":null},
             "com.docker.network.enable_ipv4":false,"com.docker.network.enable_ipv6":"true","com.docker.network.internal":true}
            """));

        Assert.Equal((false, true, true), (options.EnableIPv4, options.EnableIPv6, options.Internal));
        Assert.Equal(
            new Dictionary<string, string> { ["empty"] = "", ["encrypted"] = "true", ["mtu"] = "1400", ["vni"] = "51" }, options.Generic);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"com.docker.network.generic":null,"com.docker.network.internal":null}""")]
    public void Absent_network_options_are_the_defaults(string json)
    {
        NetworkOptions options = NetworkOptions.From(Parse(json));

        Assert.Equal((true, false, false, 0), (options.EnableIPv4, options.EnableIPv6, options.Internal, options.Generic.Count));
    }

    [Fact]
    public void Options_that_were_not_sent_at_all_are_the_defaults()
    {
        Assert.Empty(NetworkOptions.From(default).Generic);
        Assert.Empty(EndpointOptions.From(default).PortMap);
    }

    [Fact]
    public void Endpoint_options_are_read_by_their_names()
    {
        EndpointOptions options = EndpointOptions.From(Parse("""
            {"com.docker.network.portmap":[{"Proto":17,"IP":"","Port":53,"HostIP":"127.0.0.1","HostPort":5300,"HostPortEnd":5310}],
             "com.docker.network.endpoint.exposedports":[{"Proto":6,"Port":80}],
             "com.docker.network.endpoint.macaddress":"AgAAAAAB",
             "com.docker.network.endpoint.dnsservers":["1.2.3.4"],
             "com.docker.network.endpoint.unheard-of":"x","meshnet.alias":"db","weight":3}
            """));

        Assert.Equal(
            new PortMapping { Protocol = 17, Port = 53, HostAddress = "127.0.0.1", HostPort = 5300, HostPortEnd = 5310 },
            Assert.Single(options.PortMap));
        Assert.Equal(new ExposedPort { Protocol = 6, Port = 80 }, Assert.Single(options.ExposedPorts));
        Assert.Equal(PhysicalAddress.Parse("02-00-00-00-00-01"), options.MacAddress);
        Assert.Equal(["1.2.3.4"], options.DnsServers);
        Assert.Equal(new Dictionary<string, string> { ["meshnet.alias"] = "db", ["weight"] = "3" }, options.DriverOptions);
    }

    [Theory]
    [InlineData("[]", "Options must be a JSON object, but is []")]
    [InlineData("""{"com.docker.network.portmap":{}}""", "the option com.docker.network.portmap cannot be read at $: it is {}")]
    [InlineData(
        """{"com.docker.network.portmap":[{"Port":70000}]}""",
        "the option com.docker.network.portmap cannot be read at $[0].Port: it is [{\"Port\":70000}]")]
    [InlineData(
        """{"com.docker.network.endpoint.macaddress":"AgA="}""",
        "the option com.docker.network.endpoint.macaddress holds 2 bytes, and a MAC address has 6")]
    [InlineData(
        """{"com.docker.network.endpoint.macaddress":"!"}""",
        "the option com.docker.network.endpoint.macaddress must be base64, but is \"!\"")]
    public void A_wrong_endpoint_option_is_named_with_its_value(string json, string sentence)
    {
        Assert.Equal(sentence, Assert.Throws<PluginRequestException>(() => EndpointOptions.From(Parse(json))).Message);
    }

    [Theory]
    [InlineData("""{"com.docker.network.internal":"maybe"}""", "the option com.docker.network.internal must be true or false, but is \"maybe\"")]
    [InlineData("""{"com.docker.network.generic":["a"]}""", "the option com.docker.network.generic must be an object, but is [\"a\"]")]
    [InlineData(
        """{"com.docker.network.generic":{"vni":[1]}}""", "the option com.docker.network.generic.vni must be a string, but is [1]")]
    public void A_wrong_network_option_is_named_with_its_value(string json, string sentence)
    {
        Assert.Equal(sentence, Assert.Throws<PluginRequestException>(() => NetworkOptions.From(Parse(json))).Message);
    }

    [Theory]
    [InlineData("""{"com.docker.network.generic":{"a":"\ud800"}}""")]
    [InlineData("""{"com.docker.network.generic":{"\udc00":"a"}}""")]
    public void Text_that_is_no_unicode_is_refused(string json)
    {
        PluginRequestException refusal = Assert.Throws<PluginRequestException>(() => NetworkOptions.From(Parse(json)));

        Assert.StartsWith("Options holds text that is not Unicode", refusal.Message, StringComparison.Ordinal);
    }

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
