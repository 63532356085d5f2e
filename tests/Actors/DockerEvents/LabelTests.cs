using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.DockerEvents.Labels;

namespace MeshNet.Actors.Tests.DockerEvents;

public sealed class LabelTests
{
    [Fact]
    public void A_container_without_the_label_asks_for_nothing() =>
        Assert.Null(LabelRequest.Read("web", "none", Mesh.Labels(("team", "blue"))));

    [Fact]
    public void The_labels_give_network_address_and_aliases()
    {
        LabelRequest? request = LabelRequest.Read(
            "web", "none", Mesh.Labels(("meshnet.network", "demo"), ("meshnet.ip", "10.50.0.9"), ("meshnet.aliases", "www, shop,")));
        Assert.NotNull(request);
        Assert.Equal(("demo", (uint?)0x0A320009, ""), (request.NetworkName, request.Address, request.Error));
        Assert.Equal(["www", "shop"], request.Aliases.AsEnumerable());
    }

    [Theory]
    [InlineData("bridge", "demo", "10.50.0.9", "start it with --network none")]
    [InlineData("none", " ", "10.50.0.9", "is empty")]
    [InlineData("none", "demo", "10.50.0", "not an IPv4 address")]
    [InlineData("none", "demo", "fe80::1", "not an IPv4 address")]
    public void A_label_that_cannot_be_followed_is_said(string mode, string network, string address, string expected)
    {
        LabelRequest? request = LabelRequest.Read("web", mode, Mesh.Labels(("meshnet.network", network), ("meshnet.ip", address)));
        Assert.NotNull(request);
        Assert.Contains(expected, request.Error, StringComparison.Ordinal);
        Assert.Contains("container web", request.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endpoint_is_the_same_for_the_same_container_and_network_only()
    {
        EndpointId web = LabelEndpoint.Of(Mesh.EngineId('a'), "demo");
        Assert.Equal(web, LabelEndpoint.Of(Mesh.EngineId('a'), "demo"));
        Assert.NotEqual(web, LabelEndpoint.Of(Mesh.EngineId('a'), "other"));
        Assert.NotEqual(web, LabelEndpoint.Of(Mesh.EngineId('b'), "demo"));
    }

    [Fact]
    public void Bindings_become_published_ports()
    {
        PublishedPorts published = PublishedPorts.Read([
            new EnginePort("80/tcp", "", "8080"), new EnginePort("53/udp", "127.0.0.1", "53"), new EnginePort("81/tcp", "0.0.0.0", "")]);
        Assert.Empty(published.Errors);
        Assert.Equal(
            [
                new PublishedPort("tcp", null, 8080, 80),
                new PublishedPort("udp", IPAddress.Loopback, 53, 53),
                new PublishedPort("tcp", null, 0, 81),
            ],
            published.Ports.AsEnumerable());
    }

    [Theory]
    [InlineData("", "", "80")]
    [InlineData("80/tcp", "", "8000-8010")]
    [InlineData("80/tcp", "nowhere", "80")]
    [InlineData("eighty", "", "80")]
    [InlineData("0/tcp", "", "80")]
    public void A_binding_that_cannot_be_published_is_said_and_the_others_stay(string port, string address, string host)
    {
        PublishedPorts published = PublishedPorts.Read([new EnginePort(port, address, host), new EnginePort("443/tcp", "", "443")]);
        Assert.Equal(443, Assert.Single(published.Ports).HostPort);
        Assert.Single(published.Errors);
    }
}
