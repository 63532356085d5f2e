using System.Net;

namespace MeshNet.Linux.Host;

/// <summary>An address of this host that others might reach it by.</summary>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">Of its subnet.</param>
/// <param name="LinkName">The interface that has it.</param>
/// <param name="Mtu">The interface's, in bytes.</param>
public sealed record HostAddress(IPAddress Address, int PrefixLength, string LinkName, int Mtu);
