namespace MeshNet.Node.Management.Model;

/// <summary>Which ways between this host and another are open; null where the other did not report.</summary>
public sealed record PathRow(string Id, bool Stream, bool DatagramIn, bool? DatagramOut, bool VxlanIn, bool? VxlanOut);
