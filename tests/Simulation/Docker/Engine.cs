using MeshNet.Actors.DockerEvents;
using MeshNet.Deterministic;
using MeshNet.Simulation.Checks;
using MeshNet.Simulation.Edges;

namespace MeshNet.Simulation.Docker;

/// <summary>
/// A Docker Engine, as far as networks go: calls the plugin in dockerd's order, ignores what dockerd ignores, repeats what dockerd
/// repeats, and is told of nothing that dockerd is not told. Its networks and containers are on its disk; what runs does not survive it.
/// </summary>
internal sealed class Engine(
    string host, DeterministicLoop loop, SplitMix64 random, OverlayKernel kernel, LiveAddresses live, PluginSocket plugin)
{
    private readonly SortedSet<string> _removing = new(StringComparer.Ordinal);
    private int _life;
    private int _lastProcess = 1000;

    public SortedDictionary<string, EngineNetwork> Networks { get; } = new(StringComparer.Ordinal);

    /// <summary>The pool of each network, as our IPAM named it.</summary>
    public SortedDictionary<string, string> Pools { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Container> Containers { get; } = new(StringComparer.Ordinal);

    public EngineEvents Events { get; } = new(loop);

    public bool IsUp { get; private set; } = true;

    /// <summary>Attempts to make a network that fail because a route or a name is in the way; to be reset when the fault is over.</summary>
    public bool RefusesNetworks { get; set; }

    /// <summary>dockerd takes its time between two calls, now and then longer than a reservation lives.</summary>
    public bool IsSlow { get; set; }

    /// <summary>Calls that give something back are now and then repeated long after they were answered (R4, R14).</summary>
    public bool RepeatsLate { get; set; }

    public string Host => host;

    /// <summary>dockerd dies, and without live-restore its containers do too. Nobody tells the plugin.</summary>
    public void Crash()
    {
        _life++;
        IsUp = false;
        Events.Break();
        foreach (Container container in Containers.Values.ToArray())
        {
            Stopped(container);
            container.EngineEndpointId = "";
            container.Unlock();
        }

        foreach (string id in Networks.Keys.ToArray())
        {
            Networks[id] = Networks[id] with { Attachments = [] };
        }
    }

    /// <summary>dockerd comes up and starts what is to run always; each start may fail for want of the plugin, and is not repeated.</summary>
    public void Start()
    {
        IsUp = true;
        foreach (Container container in Containers.Values.ToArray())
        {
            if (container.RestartsAlways)
            {
                _ = StartAsync(container);
            }
            else
            {
                Containers.Remove(container.Id);
            }
        }
    }

    /// <summary><c>docker network create</c>.</summary>
    /// <exception cref="EngineException">Refused.</exception>
    public async Task<string> CreateNetworkAsync(EngineNetworkSpec spec)
    {
        CheckUp();
        if (Networks.Values.Any(network => network.Name == spec.Name))
        {
            throw new EngineException(EngineFault.Refused, $"network with name {spec.Name} already exists");
        }

        if (RefusesNetworks)
        {
            throw new EngineException(EngineFault.Refused, "Pool overlaps with other one on this address space");
        }

        PoolGranted pool = await InLifeAsync(plugin.CallAsync<PoolGranted>(new RequestPool(spec.Subnet, "", spec.IpamOptions, V6: false)));
        await DawdleAsync();
        string id = NewId();
        try
        {
            BindNetwork bind = new(id, pool.Subnet, pool.Gateway, spec.Internal, spec.Options);
            await InLifeAsync(plugin.CallAsync<NetworkBound>(bind));
        }
        catch (EngineException)
        {
            await GiveBackAsync(new ReleasePool(pool.PoolId));
            throw;
        }

        Pools[id] = pool.PoolId;
        Networks[id] = new(
            id, spec.Name, EngineNames.Driver, EngineNames.Driver, spec.Internal, [pool.Subnet.ToString()],
            [Ipv4.ToText(pool.Gateway)], spec.IpamOptions, spec.Options, spec.Labels, []);
        Events.Emit(EngineEventKind.NetworkCreated, id);
        return id;
    }

    /// <summary><c>docker network rm</c>: a plugin's refusal is logged, and the network removed all the same (R14).</summary>
    public async Task RemoveNetworkAsync(string id)
    {
        CheckUp();
        if (!Networks.TryGetValue(id, out EngineNetwork? network))
        {
            return;
        }

        if (!network.Attachments.IsEmpty)
        {
            throw new EngineException(EngineFault.Refused, $"network {network.Name} has active endpoints");
        }

        if (!_removing.Add(id))
        {
            return;
        }

        try
        {
            await RemoveCoreAsync(id);
        }
        finally
        {
            _removing.Remove(id);
        }
    }

    private async Task RemoveCoreAsync(string id)
    {
        await GiveBackAsync(new UnbindNetwork(id));
        Networks.Remove(id);
        if (Pools.Remove(id, out string? pool))
        {
            await GiveBackAsync(new ReleasePool(pool));
        }

        Events.Emit(EngineEventKind.NetworkDestroyed, id);
    }

    /// <summary><c>docker run</c>.</summary>
    /// <exception cref="EngineException">The container could not be started; it is gone then, unless it is to run always.</exception>
    public async Task<Container> RunAsync(string name, string networkName, uint? address, bool restartsAlways)
    {
        CheckUp();
        EngineNetwork network = Networks.Values.FirstOrDefault(network => network.Name == networkName)
            ?? throw new EngineException(EngineFault.Refused, $"network {networkName} not found");
        if (Containers.Values.Any(container => container.Name == name))
        {
            throw new EngineException(EngineFault.Refused, $"Conflict. The container name \"/{name}\" is already in use");
        }

        Container container = new(NewId(), name, network.Id, address, restartsAlways);
        Containers[container.Id] = container;
        try
        {
            await StartCoreAsync(container);
        }
        catch (EngineException) when (!restartsAlways)
        {
            Containers.Remove(container.Id);
            throw;
        }

        return container;
    }

    /// <summary>Starts a container that exists; what goes wrong is kept in <see cref="Container.StartError"/>.</summary>
    public async Task StartAsync(Container container)
    {
        try
        {
            await StartCoreAsync(container);
        }
        catch (Exception failure) when (failure is EngineException or EngineGone)
        {
            container.StartError = failure.Message;
        }
    }

    /// <summary><c>docker rm -f</c>: Leave, DeleteEndpoint, ReleaseAddress, whatever each answers.</summary>
    public async Task RemoveAsync(Container container)
    {
        CheckUp();
        await container.UnlockedAsync();
        if (!Containers.ContainsKey(container.Id))
        {
            return;
        }

        container.Lock();
        Stopped(container);
        await EndEndpointAsync(container, isJoined: true);
        Containers.Remove(container.Id);
        container.Unlock();
        Events.Emit(EngineEventKind.ContainerDied, "", container.Id);
        Events.Emit(EngineEventKind.ContainerDestroyed, "", container.Id);
    }

    private async Task StartCoreAsync(Container container)
    {
        await container.UnlockedAsync();
        if (container.IsRunning || !Networks.ContainsKey(container.EngineNetworkId))
        {
            return;
        }

        int life = _life;
        container.Lock();
        try
        {
            await ConnectAsync(container);
            container.ProcessId = ++_lastProcess;
            container.StartError = "";
            live.Began(host, container, kernel);
            Events.Emit(EngineEventKind.ContainerStarted, "", container.Id);
        }
        catch (EngineException failure)
        {
            container.StartError = failure.Message;
            throw;
        }
        finally
        {
            if (life == _life)
            {
                container.Unlock();
            }
        }
    }

    private async Task ConnectAsync(Container container)
    {
        string network = container.EngineNetworkId;
        string pool = Pools[network];
        AddressGranted granted = await InLifeAsync(
            plugin.CallAsync<AddressGranted>(new RequestAddress(pool, container.WantedAddress, ForGateway: false)));
        await DawdleAsync();
        if (!Networks.ContainsKey(network) || _removing.Contains(network))
        {
            await GiveBackAsync(new ReleaseAddress(pool, granted.Address));
            throw new EngineException(EngineFault.Refused, $"network {network} is being removed");
        }

        container.EngineEndpointId = NewId();
        container.Address = granted.Address;
        Attach(container);
        bool isJoined = false;
        try
        {
            await InLifeAsync(plugin.CallAsync<EndpointBound>(new BindAddress(network, container.Endpoint, granted.Address, null)));
            Events.Emit(EngineEventKind.NetworkConnected, network, container.Id);
            isJoined = true;
            await InLifeAsync(plugin.CallAsync<Actors.Plugin.SandboxJoined>(new Actors.Plugin.JoinSandbox(
                network, container.Endpoint, container.EngineEndpointId, container.SandboxPath, [])));
            kernel.Take(container.Endpoint);
        }
        catch (EngineException)
        {
            await EndEndpointAsync(container, isJoined);
            throw;
        }
    }

    private async Task EndEndpointAsync(Container container, bool isJoined)
    {
        if (container.EngineEndpointId.Length == 0)
        {
            return;
        }

        string network = container.EngineNetworkId;
        EndpointId endpoint = container.Endpoint;
        kernel.GiveBack(endpoint);
        if (isJoined)
        {
            await GiveBackAsync(new Actors.Plugin.LeaveSandbox(network, endpoint));
        }

        await GiveBackAsync(new DeleteEndpoint(endpoint));
        if (container.Address is { } address && Pools.TryGetValue(network, out string? pool))
        {
            await GiveBackAsync(new ReleaseAddress(pool, address));
        }

        Detach(container);
        container.EngineEndpointId = "";
        container.Address = null;
        Events.Emit(EngineEventKind.NetworkDisconnected, network, container.Id);
    }

    private void Stopped(Container container)
    {
        if (container.IsRunning)
        {
            live.Ended(host, container);
            container.ProcessId = 0;
            kernel.GiveBack(container.Endpoint);
        }
    }

    private void Attach(Container container)
    {
        EngineNetwork network = Networks[container.EngineNetworkId];
        Networks[network.Id] = network with
        {
            Attachments = network.Attachments.Add(
                new(container.EngineEndpointId, container.Id, container.Name, Ipv4.ToText(container.Address!.Value))),
        };
    }

    private void Detach(Container container)
    {
        if (Networks.TryGetValue(container.EngineNetworkId, out EngineNetwork? network))
        {
            Networks[network.Id] = network with
            {
                Attachments = network.Attachments.RemoveAll(one => one.EndpointId == container.EngineEndpointId),
            };
        }
    }

    private void CheckUp()
    {
        if (!IsUp)
        {
            throw new EngineException(EngineFault.Unreachable, "no Docker daemon listens there");
        }
    }

    /// <summary>What dockerd waits for in vain when it dies meanwhile.</summary>
    private async Task<T> InLifeAsync<T>(Task<T> call)
    {
        int life = _life;
        T answer;
        try
        {
            answer = await call;
        }
        catch (EngineException) when (life != _life)
        {
            // Nobody is left who could act on a refusal: by now the container may have been started anew.
            throw new EngineGone();
        }

        return life == _life ? answer : throw new EngineGone();
    }

    /// <summary>dockerd logs the failures of calls that give something back, and goes on.</summary>
    private async Task GiveBackAsync(object call)
    {
        int life = _life;
        await TryAsync(call);
        if (RepeatsLate && random.Next(4) == 0)
        {
            _ = RepeatAsync(call, TimeSpan.FromMilliseconds(2000 + random.Next(12_000)));
        }

        if (life != _life)
        {
            throw new EngineGone();
        }
    }

    private async Task RepeatAsync(object call, TimeSpan after)
    {
        await plugin.PassAsync(after);
        if (IsUp)
        {
            await TryAsync(call);
        }
    }

    private async Task TryAsync(object call)
    {
        try
        {
            await plugin.CallAsync<Acknowledged>(call);
        }
        catch (EngineException refused)
        {
            Events.Log(refused.Message);
        }
    }

    private async Task DawdleAsync()
    {
        if (IsSlow && random.Next(4) == 0)
        {
            int life = _life;
            await plugin.PassAsync(TimeSpan.FromMilliseconds(random.Next(25_000)));
            if (life != _life)
            {
                throw new EngineGone();
            }
        }
    }

    private string NewId() => $"{random.NextUInt128():x32}{random.NextUInt128():x32}";
}
