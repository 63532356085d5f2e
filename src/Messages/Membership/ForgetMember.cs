namespace MeshNet.Messages;

/// <summary>To membership: an epoch has removed this node; nothing under its id is accepted ever again (R12).</summary>
public sealed record ForgetMember(NodeId Id);
