namespace MeshNet.Node.GatewayBridge;

/// <summary>An egress lease as it is written down, with the subnet that it is in.</summary>
internal sealed record LeaseFile(
    string Endpoint, string Container, string Subnet, string Address, int Process, ulong Namespace, LeaseFile.Port[] Ports)
{
    internal sealed record Port(string Protocol, string? HostAddress, ushort HostPort, ushort ContainerPort);
}
