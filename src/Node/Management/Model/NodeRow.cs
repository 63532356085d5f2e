namespace MeshNet.Node.Management.Model;

/// <summary>One line of <c>meshnet node ls</c>.</summary>
public sealed record NodeRow(
    string Id,
    string Name,
    string Status,
    string Address,
    string Vtep,
    string Version,
    int Endpoints,
    bool Self,
    bool Voter);
