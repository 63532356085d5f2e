using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.Driver;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Linux.Host;
using MeshNet.Linux.Overlay;
using MeshNet.Node.Cli;
using MeshNet.Node.Configuration;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Doctor;

/// <summary>Collects the facts about this host and has each subject judged.</summary>
internal sealed class Examination(MeshNetSettings settings, DaemonClient daemon, IEngine engine)
{
    private readonly Ports _ports = new(settings.GossipPort, settings.VxlanPort);

    public async Task<ImmutableArray<Diagnosis>> RunAsync(CancellationToken cancellation)
    {
        using OverlayHost host = new(Linux.Namespaces.NetworkNamespace.OpenCurrent(), Path.Combine(settings.RunDirectory, "netns"));
        ImmutableArray<Diagnosis>.Builder all = ImmutableArray.CreateBuilder<Diagnosis>();
        all.Add(Judge.Kernel(KernelTrial.Run(settings.RunDirectory)));
        all.Add(FirewallJudge.Judge(HostTrial.Firewall(host), _ports));
        MeshFacts mesh = await MeshFacts.ReadAsync(daemon, cancellation).ConfigureAwait(false);
        PeerPath[] paths = await Task.WhenAll(mesh.Nodes.Where(node => !node.Self && node.Status != "left")
            .Select(node => PathTrial.RunAsync(
                node, mesh.Paths.FirstOrDefault(path => path.Id == node.Id), Mtu(host, mesh), cancellation))).ConfigureAwait(false);
        all.Add(ClockJudge.Judge(HostClock.IsSynchronized(), [.. paths]));
        all.Add(BootJudge.Judge(HostTrial.Unit()));
        all.Add(Judge.Status(mesh.State, mesh.Problems));
        if (mesh.IsWhole)
        {
            // Nothing of a daemon that is down or stuck is left over: the containers' networks outlive it.
            all.Add(Judge.Stale(Stale(host, mesh)));
        }

        if (mesh.IsInMesh)
        {
            all.Add(Judge.Paths([.. paths], _ports));
            all.Add(Judge.Subnets(await SubnetsAsync(host, mesh, cancellation).ConfigureAwait(false)));
        }

        return all.ToImmutable();
    }

    private int Mtu(OverlayHost host, MeshFacts mesh) =>
        settings.UnderlayMtu ?? new HostNetwork(host.Netlink).Find(IPEndPoint.Parse(mesh.Address).Address)?.Mtu ?? 1500;

    private static StaleFacts Stale(OverlayHost host, MeshFacts mesh)
    {
        ImmutableArray<EndpointRow> own = [.. mesh.Endpoints.Where(endpoint => endpoint.Node == mesh.Name)];
        ImmutableArray<string> used = [.. mesh.Networks.Where(network => own.Any(endpoint => endpoint.Network == network.Name)).Select(network => network.Id)];
        IEnumerable<EndpointId> ids = own.Select(endpoint => EndpointId.Parse(endpoint.Id));
        return new(
            mesh.IsInMesh,
            [.. host.ListNetworks()],
            [.. host.Netlink.Links.List().Where(link => OverlayNames.IsOurs(link, OverlayNames.LinkPrefix)).Select(link => link.Name)],
            used,
            [GatewayLinks.Bridge, .. ids.SelectMany(id => new[] { OverlayLinks.NameOf(id), GatewayLinks.NameOf(id) })]);
    }

    private async Task<SubnetFacts> SubnetsAsync(OverlayHost host, MeshFacts mesh, CancellationToken cancellation)
    {
        IEnumerable<(string What, Block Subnet)> routes = host.Netlink.Routes.List()
            .Where(route => !route.IsDefault && route.Destination.BaseAddress.AddressFamily == AddressFamily.InterNetwork)
            .Select(route => ("a route of this host", new Block(Ipv4.ToUnit(route.Destination.BaseAddress), (byte)route.Destination.PrefixLength)));
        return new(
            [.. mesh.Networks.Select(network => (network.Name, Parse(network.Subnet)))],
            [.. routes, .. await EngineSubnetsAsync(cancellation).ConfigureAwait(false)]);
    }

    /// <summary>The subnets of other drivers' networks.</summary>
    private async Task<IEnumerable<(string What, Block Subnet)>> EngineSubnetsAsync(CancellationToken cancellation)
    {
        try
        {
            return from network in await engine.ListNetworksAsync(cancellation).ConfigureAwait(false)
                   where network.Driver != EngineNames.Driver
                   from pool in network.Subnets
                   let subnet = Block.TryParse(pool, out Block parsed) ? parsed : (Block?)null
                   where subnet is not null
                   select ($"Docker's network {network.Name}", subnet.Value);
        }
        catch (EngineException away) when (away.Fault == EngineFault.Unreachable)
        {
            // The daemon's own status says that the engine is away; without it its networks have no routes either.
            return [];
        }
    }

    private static Block Parse(string subnet) => Block.TryParse(subnet, out Block block) ? block : throw new CliException($"the daemon reported a bad subnet, {subnet}");
}
