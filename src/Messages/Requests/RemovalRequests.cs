namespace MeshNet.Messages;

/// <summary>
/// Takes this node out for good. Answered with <see cref="Acknowledged"/> only when an heir holds all of its blocks and networks on
/// its own disk (R21); refused while containers of this host are attached, and while nobody can be reached.
/// </summary>
public sealed record LeaveMesh : IMeshRequest
{
    public static readonly LeaveMesh Instance = new();
}

/// <summary>
/// Removes hosts that are gone for good (R19). Answered with <see cref="NodesRemoved"/> once an epoch has decided it; refused with
/// who is missing while no majority of the voters can be reached.
/// </summary>
/// <param name="Nodes">Names, or ids by at least four of their first digits.</param>
/// <param name="AssertOff">The operator asserts that these hosts are off and stay so: they are waited for in nothing.</param>
public sealed record RemoveNodes(ImmutableArray<string> Nodes, bool AssertOff) : IMeshRequest;

/// <summary>The hosts are removed; <paramref name="Text"/> says so, and what their addresses still wait for.</summary>
public sealed record NodesRemoved(string Text);
