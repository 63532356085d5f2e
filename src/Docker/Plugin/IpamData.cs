using MeshNet.Docker.Http;

namespace MeshNet.Docker.Plugin;

/// <summary>One subnet of a network, as Docker tells it to the network driver.</summary>
public sealed record IpamData
{
    /// <summary>The IPAM driver's address space; Docker's own IPAM has <c>LocalDefault</c>.</summary>
    public string AddressSpace { get; init => field = value ?? ""; } = "";

    /// <summary>CIDR.</summary>
    public string Pool { get; init => field = value ?? ""; } = "";

    /// <summary>The gateway's address with the pool's prefix length; empty when there is none.</summary>
    public string Gateway { get; init => field = value ?? ""; } = "";

    /// <summary>Addresses that are taken, with prefix length, by the name the user gave them.</summary>
    public IReadOnlyDictionary<string, string> AuxAddresses { get; init => field = Tolerant.Values(value); } = Tolerant.NoStrings;
}
