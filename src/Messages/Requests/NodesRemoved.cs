namespace MeshNet.Messages;

/// <summary>The hosts are removed; <paramref name="Text"/> says so, and what their addresses still wait for.</summary>
public sealed record NodesRemoved(string Text);
