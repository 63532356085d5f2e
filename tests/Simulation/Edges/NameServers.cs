using MeshNet.Actors.Names;
using MeshNet.Protocol.Names;

namespace MeshNet.Simulation.Edges;

/// <summary>The resolvers in a host's sandboxes: they die with the daemon.</summary>
internal sealed class NameServers : INameServers
{
    private readonly SortedDictionary<string, Server> _servers = new(StringComparer.Ordinal);

    public NameCounts Counts { get; } = new(0, 0, 0, 0, 0);

    public Task<INameServer> StartAsync(NameSandbox sandbox, NameTable table, CancellationToken cancellation)
    {
        Server server = new(this, sandbox.Path, table);
        _servers[sandbox.Path] = server;
        return Task.FromResult<INameServer>(server);
    }

    /// <summary>What a container in the sandbox gets for a name: an address, or null where nobody answers or knows it.</summary>
    public uint? Resolve(string sandboxPath, string name) =>
        _servers.TryGetValue(sandboxPath, out Server? server)
        && server.Table.Find(new DnsQuestion(name, DnsType.A, DnsClass.Internet)).Addresses is [uint first, ..]
            ? first
            : null;

    public bool Serves(string sandboxPath) => _servers.ContainsKey(sandboxPath);

    private sealed class Server(NameServers servers, string path, NameTable table) : INameServer
    {
        public NameTable Table { get; private set; } = table;

        public string? Trouble => null;

        public long Repairs => 0;

        public Task Ended { get; } = new TaskCompletionSource().Task;

        public void Publish(NameTable table) => Table = table;

        public ValueTask DisposeAsync()
        {
            if (servers._servers.TryGetValue(path, out Server? current) && current == this)
            {
                servers._servers.Remove(path);
            }

            return ValueTask.CompletedTask;
        }
    }
}
