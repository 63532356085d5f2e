namespace MeshNet.Node.Management.Model;

/// <param name="Address">Any member's address, with or without a port.</param>
/// <param name="Replace">The name or id of the member that this machine was before, which it asserts off; or empty.</param>
public sealed record JoinCommand(string Token, string Address, string Advertise, string Replace = "");
