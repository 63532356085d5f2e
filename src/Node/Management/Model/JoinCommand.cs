namespace MeshNet.Node.Management.Model;

/// <param name="Address">Any member's address, with or without a port.</param>
public sealed record JoinCommand(string Token, string Address, string Advertise);
