namespace MeshNet.Actors.Diagnosis;

/// <summary>Sends to and hears what arrives at the VXLAN port, which belongs to the kernel as long as there is an overlay.</summary>
public interface IPortProbe
{
    /// <summary>Begins to hear what <see cref="Send"/> of another host sends to this one.</summary>
    /// <param name="heard">Told who sent, and its number. From any thread.</param>
    /// <returns>Ends it.</returns>
    /// <exception cref="IOException">This host cannot listen.</exception>
    IDisposable Listen(Action<IPAddress, ulong> heard);

    /// <summary>Sends a packet that no overlay takes for one of its own. Lost without notice, as a datagram is.</summary>
    void Send(IPAddress to, ulong trial);
}
