namespace MeshNet.Node.Management.Model;

/// <param name="Advertise">The address that the others reach this host at, with or without a port; empty: chosen by the default route.</param>
public sealed record InitRequest(string Advertise = "");

/// <param name="Address">Any member's address, with or without a port.</param>
/// <param name="Replace">The name or id of the member that this machine was before, which it asserts off; or empty.</param>
public sealed record JoinCommand(string Token, string Address, string Advertise = "", string Replace = "");

public sealed record NetworkRequest(
    string Name,
    string Subnet,
    bool Internal,
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableSortedDictionary<string, string> Options);

/// <summary>What a command led to, as a sentence or an id.</summary>
public sealed record Answer(string Message);

/// <summary>The body of every status of 400 and above.</summary>
public sealed record Failure(string Error);
