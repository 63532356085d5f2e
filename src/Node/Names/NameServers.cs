using System.Collections.Concurrent;
using MeshNet.Actors.Names;
using MeshNet.Linux.Namespaces;
using MeshNet.Protocol.Names;

namespace MeshNet.Node.Names;

/// <summary>The name servers of all sandboxes of this host, and the one timer that sends their heartbeats.</summary>
public sealed class NameServers : INameServers, IAsyncDisposable
{
    /// <summary>
    /// Servers that are being started, or stopped, at one time, on a thread each: taking over an earlier daemon's rules makes the
    /// kernel wait for some 15 ms.
    /// </summary>
    private const int ThreadsMax = 16;

    private readonly NameServerSettings _settings;
    private readonly NameCounters _counters = new();
    private readonly UpstreamForwarder _upstreams;
    private readonly SemaphoreSlim _starts = new(ThreadsMax);
    private readonly ConcurrentDictionary<NameServer, byte> _servers = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ulong _ownInode;
    private readonly Task _beats;

    public NameServers(NameServerSettings settings)
    {
        _settings = settings;
        _upstreams = new UpstreamForwarder(settings);
        using (NetworkNamespace own = NetworkNamespace.OpenCurrent())
        {
            _ownInode = own.Inode;
        }

        _beats = Task.Run(BeatAsync);
    }

    public NameCounts Counts => _counters.Counts;

    public async Task<INameServer> StartAsync(NameSandbox sandbox, NameTable table, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sandbox);
        NetworkNamespace opened =
            await SandboxNamespace.OpenAsync(sandbox.Path, _settings.SandboxAppears, cancellation).ConfigureAwait(false);
        try
        {
            if (opened.Inode == _ownInode)
            {
                throw new IOException($"serve names in {sandbox.Path}: that is the host's own network namespace, which meshnet does not serve");
            }

            await _starts.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                // A server that left the sandbox a moment ago may still be cleaning up, and would remove the new rules with its own.
                foreach (NameServer former in _servers.Keys.Where(server => server.Path == sandbox.Path))
                {
                    await former.DisposeAsync().ConfigureAwait(false);
                }

                NameServer server = await OwnThread
                    .RunAsync(() => NameServer.Start(opened, sandbox, table, _settings, _counters, _upstreams))
                    .ConfigureAwait(false);
                _servers.TryAdd(server, 0);
                if (_stopping.IsCancellationRequested)
                {
                    await server.DisposeAsync().ConfigureAwait(false);
                }

                return server;
            }
            finally
            {
                _starts.Release();
            }
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Leaves every sandbox as it was found: Docker's resolver has it at once, without waiting for the rules to expire.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _beats.ConfigureAwait(false);
        ParallelOptions atOnce = new() { MaxDegreeOfParallelism = ThreadsMax };
        await Parallel.ForEachAsync(_servers.Keys, atOnce, (server, _) => server.DisposeAsync()).ConfigureAwait(false);
        _stopping.Dispose();
        _starts.Dispose();
    }

    private async Task BeatAsync()
    {
        using PeriodicTimer timer = new(_settings.AliveInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
            {
                foreach (NameServer server in _servers.Keys)
                {
                    server.Beat();
                    if (server.IsClosed)
                    {
                        _servers.TryRemove(server, out _);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed: the sandboxes are left by DisposeAsync.
        }
    }
}
