using MeshNet.Actors.GatewayBridge;

namespace MeshNet.Actors.Tests.GatewayBridge;

/// <summary>An engine that may be absent, with or without docker_gwbridge.</summary>
internal sealed class FakeEngineGateway : IEngineGateway
{
    public bool IsAbsent { get; set; }

    public EngineGateway? Gateway { get; set; }

    public int Asked { get; private set; }

    public List<Block> Created { get; } = [];

    public Task<EngineGateway?> FindAsync()
    {
        Asked++;
        return IsAbsent
            ? Task.FromException<EngineGateway?>(new InvalidOperationException("no daemon answers on /run/docker.sock"))
            : Task.FromResult(Gateway);
    }

    public Task CreateAsync(Block subnet, uint gateway)
    {
        Created.Add(subnet);
        Gateway = new(subnet, IsolatesContainers: true, Masquerades: true, IsOurs: true, Containers: 0);
        return Task.CompletedTask;
    }

    public Task RemoveAsync()
    {
        Gateway = null;
        return Task.CompletedTask;
    }
}
