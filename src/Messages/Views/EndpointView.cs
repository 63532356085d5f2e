namespace MeshNet.Messages;

/// <summary>An endpoint as the replica has it: whose it is, and its record.</summary>
/// <param name="Owner">The node on whose host the container runs.</param>
/// <param name="NameLoses">Another endpoint of this name has the smaller stamp: this one does not answer to it (R16).</param>
public sealed record EndpointView(EndpointId Id, NodeId Owner, EndpointRecord Record, bool NameLoses = false);
