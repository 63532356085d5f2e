using System.Net;

namespace MeshNet.Actors.Diagnosis;

/// <summary>A node that tries its ways to this one, and what of it has been heard.</summary>
internal sealed class PathGuest(ulong trial, IPAddress address)
{
    public ulong Trial => trial;

    public IPAddress Address => address;

    public bool DatagramHeard { get; set; }

    public bool VxlanHeard { get; set; }
}
