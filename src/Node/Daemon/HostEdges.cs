using MeshNet.Actors.Diagnosis;
using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.Gossip;
using MeshNet.Actors.MeshNode;
using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Nftables;
using MeshNet.Linux.Overlay;
using MeshNet.Node.Configuration;
using MeshNet.Node.DockerEvents;
using MeshNet.Node.Doctor;
using MeshNet.Node.Driver;
using MeshNet.Node.GatewayBridge;
using MeshNet.Node.Names;
using MeshNet.Node.Transport;

namespace MeshNet.Node.Daemon;

/// <summary>This host's own sockets, kernel and engine.</summary>
public sealed class HostEdges(MeshNetSettings settings, EngineEdge engine) : IMeshEdges
{
    public Underlay FindUnderlay(string advertise) => Underlay.Find(advertise, settings);

    public MeshNodeEdges Open(Underlay underlay, IDurableStore store, Opened opened)
    {
        SocketPacketNetwork network = opened.Add(new SocketPacketNetwork(
            settings.Packets with { Listen = new IPEndPoint(settings.Packets.Listen.Address, underlay.Address.Port) }));
        OverlayHost overlayHost = opened.Add(new OverlayHost(NetworkNamespace.OpenCurrent(), Path.Combine(settings.RunDirectory, "netns")));
        OverlayKernel overlay = opened.Add(new OverlayKernel(overlayHost, (ushort)settings.VxlanPort));
        GatewayHost gatewayHost = opened.Add(new GatewayHost(
            NetworkNamespace.OpenCurrent(), new IptablesCommand(), Path.Combine(settings.RunDirectory, "egress")));
        NameServers nameServers = opened.Add(new NameServers(new NameServerSettings
        {
            Upstreams = settings.Dns.Upstreams,
            AliveInterval = settings.Dns.AliveInterval,
            FailOpen = settings.Dns.FailOpen,
            TimeToLive = settings.Dns.TimeToLive,
        }));
        return new(
            store,
            network,
            overlay,
            new SandboxLocator(engine),
            new DockerGateway(engine),
            new GatewayKernel(gatewayHost),
            nameServers,
            new SandboxFiles(Path.Combine(settings.RunDirectory, "names")),
            engine,
            new CgroupProcesses(new CgroupProcessesOptions(), TimeProvider.System));
    }

    public IPortProbe Probe(Underlay underlay) => new VxlanPortProbe(underlay.Address.Address, settings.VxlanPort);

    public async Task<string> DescribeEngineAsync(CancellationToken cancellation)
    {
        try
        {
            return $"version {(await engine.DescribeAsync(cancellation).ConfigureAwait(false)).Version}";
        }
        catch (EngineException error)
        {
            return error.Message;
        }
    }
}
