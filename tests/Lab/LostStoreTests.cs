namespace MeshNet.Lab.Tests;

/// <summary>A host that has lost its store is in no mesh, and comes back as another node. In a lab of its own: the former node stays known.</summary>
[Collection(LabCollection.Name)]
[Trait("Category", "Lab")]
public sealed class LostStoreTests : IAsyncLifetime
{
    private readonly DockerLab _lab = DockerLab.Another(hosts: 2);

    private LabHost Lost => _lab.Hosts[1];

    public Task InitializeAsync() => _lab.InitializeAsync();

    public Task DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task A_deleted_store_leaves_running_containers_alone_and_is_mended_by_a_join()
    {
        LabHost first = _lab.Hosts[0];
        _ = (await first.CreateNetwork("demo")).Output;
        await Eventually.Becomes("demo is there", Lost.Networks, networks => networks.Contains("demo"));
        await first.RunIdle("peer", "--network", "demo");
        await Lost.RunIdle("kept", "--network", "demo");
        await using PingStream ping = await PingStream.Start(Lost, "kept", await first.AddressOf("peer", "demo"));

        _ = (await _lab.Script("stop", ["2", "meshnet"])).Output;
        _ = (await Lost.Exec("sh", "-ec", "rm -rf /var/lib/meshnet/*")).Output;
        _ = (await _lab.Script("start", ["2", "meshnet"])).Output;
        await Eventually.Prints("the status says so", () => Lost.MeshNet("status"), text => text.Contains("this host is not in a mesh", StringComparison.Ordinal));
        (await Lost.Docker("run", "-d", "--name", "refused", "--network", "demo", "lab", "sleep", "1000")).Complains("this host is not in a mesh", "meshnet join");
        await ping.LostNothing("a deleted store");

        // The former node's endpoints would keep the name: its container has to go before the host comes as a new one.
        _ = (await Lost.Docker("rm", "-f", "kept", "refused")).Output;
        _ = (await Lost.MeshNet(_lab.JoinLine.Split(' '))).Output;
        await Eventually.Prints("a new container starts", () => Lost.Docker("run", "--rm", "--network", "demo", "lab", "ping", "-c", "1", "-W", "2", "peer"), _ => true);
    }
}
