using MeshNet.Messages;

namespace MeshNet.Protocol.Replication;

/// <summary>
/// One record's change in one log: made (no old value), replaced (both), or ended (no new value). A replacement is one change, so
/// that a watcher never sees neither.
/// </summary>
public sealed record RecordChange(NodeId Owner, RecordKey Key, byte[]? Old, byte[]? New);
