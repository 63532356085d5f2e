namespace MeshNet.Node.Management.Model;

/// <param name="Advertise">The address that the others reach this host at, with or without a port; empty: chosen by the default route.</param>
public sealed record InitRequest(string Advertise);
