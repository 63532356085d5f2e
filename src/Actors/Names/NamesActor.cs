namespace MeshNet.Actors.Names;

/// <summary>
/// Keeps a name server in every sandbox of this host that has an endpoint, and hands each server a new table whenever the replica's
/// view changes. Servers answer from their tables by themselves: no query waits for this actor.
/// </summary>
public sealed partial class NamesActor : TaskActor, IWithTimers, IBlocks
{
    /// <summary>How long after a failure the next attempt is made.</summary>
    public static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    /// <summary>Requests of one sandbox that wait for its server; more than it ever has endpoints.</summary>
    public const int RequestsPerSandboxMax = 64;

    private readonly INameServers _servers;
    private readonly ISandboxMemory _memory;
    private readonly IActorRef _mesh;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly SortedDictionary<string, Sandbox> _sandboxes = new(StringComparer.Ordinal);
    private readonly NameTables _tables = new();
    private long _attempts;

    /// <param name="mesh">Answers <see cref="GetMeshView"/>.</param>
    public NamesActor(INameServers servers, ISandboxMemory memory, IActorRef mesh)
    {
        _servers = servers;
        _memory = memory;
        _mesh = mesh;

        Receive<MeshView>(OnView);
        Receive<ServeSandbox>(OnServe);
        Receive<ReleaseSandbox>(OnRelease);
        Receive<Started>(OnStarted);
        Receive<StartFailed>(OnStartFailed);
        Receive<Ended>(OnEnded);
        Receive<Stopped>(OnStopped);
        Receive<Retry>(OnRetry);
        Receive<GetNamesStatus>(_ => Sender.Tell(Status()));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(INameServers servers, ISandboxMemory memory, IActorRef mesh) =>
        Made.By(() => new NamesActor(servers, memory, mesh));

    protected override void PreStart()
    {
        ReadMemory();
        Context.System.EventStream.Subscribe<MeshView>(Self);
        // After a restart by its supervisor it must not wait for the next change.
        _mesh.Tell(GetMeshView.Instance);
    }

    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        foreach (Sandbox sandbox in _sandboxes.Values.Where(sandbox => sandbox.State is SandboxState.Starting or SandboxState.Serving))
        {
            sandbox.Start?.Cancel();
            _ = GiveBackAsync(sandbox.Place.Path, sandbox.Starting!, _log);
        }
    }

    /// <summary>
    /// Ends a server that nobody looks after any more, also one whose start is under way. Without rules of ours Docker's resolver answers,
    /// which is right while nobody tells us of the sandboxes.
    /// </summary>
    private static async Task GiveBackAsync(string path, Task<INameServer> starting, ILoggingAdapter log)
    {
        try
        {
            await (await starting.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (!starting.IsCompletedSuccessfully)
        {
            log.Debug("names in {0} were not begun: {1}", path, failure.Message);
        }
        catch (IOException failure)
        {
            WarnOfRest(log, path, failure);
        }
    }

    private static void WarnOfRest(ILoggingAdapter log, string path, Exception failure) =>
        log.Warning("names in {0} may be removed only in part: {1}", path, failure.Message);

    private NamesStatus Status() =>
        new(_servers.Counts, [.. _sandboxes.Values.Select(sandbox => sandbox.Status)]) { Trouble = _memoryTrouble };

    private void OnView(MeshView view)
    {
        IReadOnlySet<NetworkId> changed = _tables.Update(view);
        TakeUpRemembered(view);
        foreach (Sandbox sandbox in _sandboxes.Values.ToList())
        {
            if (sandbox.Endpoints.Values.Any(changed.Contains))
            {
                Publish(sandbox);
            }

            Advance(sandbox);
        }
    }

    private void OnServe(ServeSandbox request)
    {
        Remember(request);
        Sandbox sandbox = Want(request);
        if (sandbox.AwaitingServer.Count < RequestsPerSandboxMax)
        {
            sandbox.AwaitingServer.Add(Sender);
        }
        else
        {
            Sender.Tell(new Refused($"{RequestsPerSandboxMax} requests are already waiting for the names of {request.SandboxPath}: try again"));
        }

        sandbox.Pausing = false;
        Publish(sandbox);
        Advance(sandbox);
    }

    /// <summary>Notes what is wanted; <see cref="Advance"/> does it.</summary>
    private Sandbox Want(ServeSandbox request)
    {
        if (!_sandboxes.TryGetValue(request.SandboxPath, out Sandbox? sandbox))
        {
            sandbox = new Sandbox(new NameSandbox(request.SandboxPath, request.EngineResolver, request.ResolverFile));
            _sandboxes.Add(request.SandboxPath, sandbox);
        }

        // A container attached by label that joins a network of the plugin's gets Docker's resolver later.
        sandbox.Place = sandbox.Place with
        {
            EngineResolver = sandbox.Place.EngineResolver || request.EngineResolver,
            ResolverFile = sandbox.Place.ResolverFile ?? request.ResolverFile,
        };
        Forget(request.Endpoint, except: sandbox);
        sandbox.Endpoints[request.Endpoint] = request.Network;
        return sandbox;
    }

    private void OnRelease(ReleaseSandbox request)
    {
        ForgetMemory(request.Endpoint);
        Sandbox? sandbox = Forget(request.Endpoint, except: null);
        if (sandbox is { Endpoints.Count: 0, State: not SandboxState.Waiting })
        {
            sandbox.AwaitingRelease.Add(Sender);
        }
        else
        {
            Sender.Tell(Acknowledged.Instance);
        }
    }

    /// <summary>Takes the endpoint out of the sandbox that has it.</summary>
    private Sandbox? Forget(EndpointId endpoint, Sandbox? except)
    {
        Sandbox? sandbox = _sandboxes.Values.FirstOrDefault(other => other != except && other.Endpoints.ContainsKey(endpoint));
        if (sandbox is null)
        {
            return null;
        }

        sandbox.Endpoints.Remove(endpoint);
        Publish(sandbox);
        Advance(sandbox);
        return sandbox;
    }

    /// <summary>Takes the next step from what there is to what is wanted, if there is one now.</summary>
    private void Advance(Sandbox sandbox)
    {
        bool wanted = sandbox.Endpoints.Count > 0;
        if (sandbox.State is SandboxState.Waiting || (sandbox.State is SandboxState.Serving && wanted))
        {
            Answer(sandbox.AwaitingRelease, Acknowledged.Instance);
        }

        switch (sandbox.State)
        {
            case SandboxState.Waiting when !wanted:
                _sandboxes.Remove(sandbox.Place.Path);
                Timers.Cancel(sandbox.Place.Path);
                Answer(sandbox.AwaitingServer, new Refused($"the container in {sandbox.Place.Path} was released before its names were set up"));
                break;
            case SandboxState.Waiting when _tables.AreKnown && !sandbox.Pausing:
                Start(sandbox);
                break;
            case SandboxState.Starting when !wanted:
                sandbox.Start?.Cancel();
                break;
            case SandboxState.Serving when wanted && sandbox.Place == sandbox.ServedPlace:
                Answer(sandbox.AwaitingServer, Acknowledged.Instance);
                break;
            case SandboxState.Serving:
                Stop(sandbox);
                break;
        }
    }

    private void Start(Sandbox sandbox)
    {
        string path = sandbox.Place.Path;
        long attempt = sandbox.Attempt = ++_attempts;
        sandbox.State = SandboxState.Starting;
        sandbox.ServedPlace = sandbox.Place;
        sandbox.Start = new CancellationTokenSource();
        sandbox.Starting = _servers.StartAsync(sandbox.Place, _tables.Table(sandbox.Endpoints.Values), sandbox.Start.Token);
        Await(sandbox.Starting, server => new Started(path, attempt, server), cause => new StartFailed(path, cause));
    }

    private void Stop(Sandbox sandbox)
    {
        string path = sandbox.Place.Path;
        sandbox.State = SandboxState.Stopping;
        Await(sandbox.Server!.DisposeAsync().AsTask(), () => new Stopped(path, null), cause => new Stopped(path, cause));
    }

    private void Publish(Sandbox sandbox) => sandbox.Server?.Publish(_tables.Table(sandbox.Endpoints.Values));

    private void OnStarted(Started started)
    {
        Sandbox sandbox = _sandboxes[started.Path];
        sandbox.State = SandboxState.Serving;
        sandbox.Server = started.Server;
        sandbox.Failure = null;
        EndStart(sandbox);
        Await(
            started.Server.Ended,
            () => new Ended(started.Path, started.Attempt, null),
            cause => new Ended(started.Path, started.Attempt, cause));
        // The view may have changed since the start.
        Publish(sandbox);
        Advance(sandbox);
    }

    private void OnStartFailed(StartFailed failed)
    {
        Sandbox sandbox = _sandboxes[failed.Path];
        EndStart(sandbox);
        sandbox.State = SandboxState.Waiting;
        if (failed.Cause is SandboxGoneException)
        {
            OnGone(sandbox, failed.Cause.Message);
        }
        else if (failed.Cause is not OperationCanceledException)
        {
            OnFailed(sandbox, failed.Cause);
        }

        // Given up by ourselves: it may be wanted again meanwhile.
        Advance(sandbox);
    }

    private void OnEnded(Ended ended)
    {
        if (!_sandboxes.TryGetValue(ended.Path, out Sandbox? sandbox)
            || sandbox.Attempt != ended.Attempt
            || sandbox.State != SandboxState.Serving)
        {
            return;
        }

        sandbox.State = SandboxState.Waiting;
        sandbox.Server = null;
        if (ended.Cause is null)
        {
            OnGone(sandbox, $"the sandbox {ended.Path} has ended");
        }
        else
        {
            OnFailed(sandbox, ended.Cause);
        }

        Advance(sandbox);
    }

    private void OnStopped(Stopped stopped)
    {
        Sandbox sandbox = _sandboxes[stopped.Path];
        if (stopped.Cause is not null)
        {
            WarnOfRest(_log, stopped.Path, stopped.Cause);
        }

        sandbox.State = SandboxState.Waiting;
        sandbox.Server = null;
        Advance(sandbox);
    }

    private void OnRetry(Retry retry)
    {
        if (_sandboxes.TryGetValue(retry.Path, out Sandbox? sandbox) && sandbox.Attempt == retry.Attempt)
        {
            sandbox.Pausing = false;
            Advance(sandbox);
        }
    }

    private static void EndStart(Sandbox sandbox)
    {
        sandbox.Start?.Dispose();
        sandbox.Start = null;
    }

    private void OnGone(Sandbox sandbox, string reason)
    {
        _log.Info("names are no longer served in {0}: {1}", sandbox.Place.Path, reason);
        foreach (EndpointId endpoint in sandbox.Endpoints.Keys)
        {
            ForgetMemory(endpoint);
        }

        sandbox.Endpoints.Clear();
        Answer(sandbox.AwaitingServer, new Refused(reason));
    }

    private void OnFailed(Sandbox sandbox, Exception cause)
    {
        string path = sandbox.Place.Path;
        _log.Warning("names are not served in {0}: {1}; trying again in {2} s", path, cause.Message, RetryPause.TotalSeconds);
        sandbox.Failure = cause.Message;
        sandbox.Pausing = true;
        Timers.StartSingleTimer(path, new Retry(path, sandbox.Attempt), RetryPause);
        Answer(sandbox.AwaitingServer, new Refused(cause.Message));
    }

    private static void Answer(List<IActorRef> askers, object answer)
    {
        foreach (IActorRef asker in askers)
        {
            asker.Tell(answer);
        }

        askers.Clear();
    }
}
