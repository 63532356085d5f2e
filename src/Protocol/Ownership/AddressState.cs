using MeshNet.Messages;

namespace MeshNet.Protocol.Ownership;

/// <summary>Where an address of ours stands (R4): free → reserved → bound → held → free.</summary>
public enum AddressPhase : byte
{
    /// <summary>Docker has asked for it and not yet made an endpoint of it.</summary>
    Reserved = 1,

    /// <summary>An endpoint has it.</summary>
    Bound = 2,

    /// <summary>Released a moment ago: neither reused nor given away until its time is over.</summary>
    Held = 3,
}

/// <param name="Endpoint">Whose it is while it is bound.</param>
/// <param name="Until">When a reservation lapses or a hold ends.</param>
public sealed record AddressState(AddressPhase Phase, EndpointId Endpoint, TimeSpan Until);
