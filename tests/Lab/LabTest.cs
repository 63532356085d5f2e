using MeshNet.Lab.Tests.Oracle;

namespace MeshNet.Lab.Tests;

/// <summary>
/// A test on real engines. It finds the lab without containers and networks, and leaves it so; whatever it did, every host's kernel is
/// then as the mesh says, with its containers and without them.
/// </summary>
[Collection(LabCollection.Name)]
[Trait("Category", "Lab")]
public abstract class LabTest(DockerLab lab) : IAsyncLifetime
{
    protected DockerLab Lab => lab;

    protected IReadOnlyList<LabHost> Hosts => lab.Hosts;

    protected LabHost Node1 => lab.Hosts[0];

    protected LabHost Node2 => lab.Hosts[1];

    protected LabHost Node3 => lab.Hosts[2];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        try
        {
            await ClusterOracle.Agrees(Hosts);
        }
        finally
        {
            await lab.Clear();
        }
        await ClusterOracle.Agrees(Hosts);
    }

    /// <summary>Creates a network on the first host and waits until every engine has it.</summary>
    protected async Task CreateNetworkEverywhere(string name, params string[] options)
    {
        _ = (await Node1.CreateNetwork(name, options)).Output;
        await Task.WhenAll(Hosts.Select(host =>
            Eventually.Becomes($"network {name} on {host.Name}", host.Networks, networks => networks.Contains(name))));
    }
}
