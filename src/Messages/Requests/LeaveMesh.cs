namespace MeshNet.Messages;

/// <summary>
/// Takes this node out for good. Answered with <see cref="Acknowledged"/> only when an heir holds all of its blocks and networks on
/// its own disk (R21); refused while containers of this host are attached, and while nobody can be reached.
/// </summary>
public sealed record LeaveMesh : IMeshRequest
{
    public static readonly LeaveMesh Instance = new();
}
