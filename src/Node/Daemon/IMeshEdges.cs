using MeshNet.Actors.Diagnosis;
using MeshNet.Actors.Gossip;
using MeshNet.Actors.MeshNode;

namespace MeshNet.Node.Daemon;

/// <summary>The world that a node in a mesh touches: this host's, or a test's.</summary>
public interface IMeshEdges
{
    /// <param name="advertise">An address with or without a port, or empty.</param>
    /// <exception cref="Management.ControlException">The address is not one of this host's, or there is none to choose.</exception>
    Underlay FindUnderlay(string advertise);

    /// <summary>Opens the sockets and the handles on the kernel, and notes each as soon as it is open.</summary>
    /// <exception cref="Transport.PortException">A port is in use.</exception>
    /// <exception cref="IOException">The kernel refuses; the message says what.</exception>
    MeshNodeEdges Open(Underlay underlay, IDurableStore store, Opened opened);

    /// <summary>Tries the VXLAN port of other hosts.</summary>
    IPortProbe Probe(Underlay underlay);

    /// <summary>The engine's version, or why it is not reached, in words.</summary>
    Task<string> DescribeEngineAsync(CancellationToken cancellation);
}
