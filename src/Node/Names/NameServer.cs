using MeshNet.Actors.Names;
using MeshNet.Linux.Namespaces;
using MeshNet.Protocol.Names;

namespace MeshNet.Node.Names;

/// <summary>The name server of one sandbox.</summary>
internal sealed class NameServer : INameServer
{
    /// <summary>Heartbeats between two checks of the sandbox's file; a check costs ten times as much as a heartbeat.</summary>
    private const int BeatsPerLook = 5;

    /// <summary>Checks that may miss the file before the sandbox counts as gone.</summary>
    private const int AbsencesMax = 2;

    private readonly NameSandbox _sandbox;
    private readonly NetworkNamespace _namespace;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly EngineForwarder? _engine;
    private readonly SandboxSockets _sockets;
    private readonly SandboxRules _rules;
    private readonly SandboxResolver _resolver;
    private Task _repair = Task.CompletedTask;
    private int _beats;
    private int _absences;
    private long _repairs;
    private volatile string? _trouble;
    private bool _closed;
    private Task? _disposal;

    private NameServer(
        NetworkNamespace @namespace, NameSandbox sandbox, IReadOnlyList<IPAddress> otherServers, NameTable table,
        NameServerSettings settings, NameCounters counters, IForwarder upstreams)
    {
        _sandbox = sandbox;
        _namespace = @namespace;
        _engine = sandbox.EngineResolver ? new EngineForwarder(@namespace) : null;
        _sockets = SandboxSockets.Open(@namespace);
        _rules = new SandboxRules(@namespace, _sockets.Datagrams, _sockets.Listener, otherServers, settings.FailOpen);
        _resolver = new SandboxResolver(settings, counters, table, _engine, upstreams, _stopping.Token);
        DatagramService datagrams = new(_sockets.Datagrams, _resolver, counters, _stopping.Token);
        StreamService streams = new(_sockets.Listener, _resolver, settings, counters, _stopping.Token);
        _ = WatchAsync(datagrams.RunAsync(), streams.RunAsync());
    }

    public string Path => _sandbox.Path;

    public string? Trouble => _trouble;

    public long Repairs => Interlocked.Read(ref _repairs);

    public Task Ended => _ended.Task;

    /// <summary>Starts a server, which owns the namespace's handle from then on. Takes some milliseconds.</summary>
    /// <exception cref="IOException">The kernel refused; everything is closed again.</exception>
    public static NameServer Start(
        NetworkNamespace @namespace, NameSandbox sandbox, NameTable table, NameServerSettings settings, NameCounters counters,
        IForwarder upstreams)
    {
        IReadOnlyList<IPAddress> otherServers =
            sandbox.ResolverFile is { } file ? ContainerResolverFile.OtherServers(file) : [];
        NameServer server = new(@namespace, sandbox, otherServers, table, settings, counters, upstreams);
        bool installed = false;
        try
        {
            server._rules.Install();
            installed = true;
            if (sandbox.ResolverFile is not null)
            {
                ContainerResolverFile.Redirect(sandbox.ResolverFile);
            }

            return server;
        }
        catch
        {
            server.Close(leaveAsFound: installed);
            throw;
        }
    }

    public bool IsClosed
    {
        get
        {
            lock (_lock)
            {
                return _closed;
            }
        }
    }

    public void Publish(NameTable table) => _resolver.Publish(table);

    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            return new(_disposal ??= OwnThread.RunAsync(() => Close(leaveAsFound: true)));
        }
    }

    /// <summary>Keeps the rules alive, restores them where they are gone, and ends the server when the sandbox is gone.</summary>
    public void Beat()
    {
        if (IsClosed)
        {
            return;
        }

        if (++_beats % BeatsPerLook == 0 && IsGone())
        {
            // The sockets would keep the namespace and all its links for ever.
            Close(leaveAsFound: false);
            _ended.TrySetResult();
            return;
        }

        lock (_lock)
        {
            if (_closed || !_repair.IsCompleted)
            {
                return;
            }

            switch (_rules.Beat())
            {
                case BeatOutcome.InPlace:
                    _trouble = null;
                    break;
                case BeatOutcome.Missing:
                    _repair = OwnThread.RunAsync(Repair);
                    break;
                case BeatOutcome.Unsent:
                    _trouble = $"the heartbeat could not be sent in {_sandbox.Path}: check that its loopback is up";
                    break;
            }
        }
    }

    private bool IsGone()
    {
        _absences = SandboxNamespace.IsStill(_sandbox.Path, _namespace.Inode) ? 0 : _absences + 1;
        return _absences == AbsencesMax;
    }

    private void Repair()
    {
        try
        {
            _rules.Install();
            Interlocked.Increment(ref _repairs);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Tried again at the next heartbeat.
            _trouble = $"the rules in {_sandbox.Path} were gone and could not be restored: {exception.Message}";
        }
    }

    private async Task WatchAsync(params Task[] services)
    {
        try
        {
            await (await Task.WhenAny(services).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (IsClosed)
            {
                return;
            }

            Close(leaveAsFound: true);
            _ended.TrySetException(exception);
        }
    }

    /// <param name="leaveAsFound">Undo what was changed in the sandbox: it lives on.</param>
    private void Close(bool leaveAsFound)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
        }

        try
        {
            _repair.Wait();
            if (leaveAsFound)
            {
                Undo();
            }
        }
        finally
        {
            _stopping.Cancel();
            _stopping.Dispose();
            _sockets.Dispose();
            _rules.Dispose();
            _engine?.Dispose();
            _namespace.Dispose();
        }
    }

    /// <summary>Queries reach Docker's resolver again from here on, before our sockets close.</summary>
    private void Undo()
    {
        _rules.Remove();
        if (_sandbox.ResolverFile is { } file && File.Exists(file))
        {
            ContainerResolverFile.Restore(file);
        }
    }
}
