using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.Driver;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Actors.Gossip;
using MeshNet.Actors.Names;
using MeshNet.Actors.Transport;

namespace MeshNet.Actors.MeshNode;

/// <summary>The world that a node's actors touch. The executable gives them the real one, the simulator models of it.</summary>
public sealed record MeshNodeEdges(
    IDurableStore Store,
    IPacketNetwork Network,
    IOverlayKernel Overlay,
    ISandboxLocator Sandboxes,
    IEngineGateway EngineGateway,
    IGatewayKernel Egress,
    INameServers NameServers,
    ISandboxMemory SandboxMemory,
    IEngine Engine,
    IContainerProcesses Processes);
