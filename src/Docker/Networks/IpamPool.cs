using System.Text.Json.Serialization;
using MeshNet.Docker.Http;

namespace MeshNet.Docker.Networks;

/// <summary>One subnet of a network.</summary>
public sealed record IpamPool
{
    /// <summary>CIDR.</summary>
    public string Subnet { get; init => field = value ?? ""; } = "";

    /// <summary>CIDR inside the subnet; empty: all of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string IPRange { get; init => field = value ?? ""; } = "";

    /// <summary>An address, without prefix length; empty lets the driver choose.</summary>
    public string Gateway { get; init => field = value ?? ""; } = "";

    /// <summary>Addresses that the driver must not give out, by host name.</summary>
    public IReadOnlyDictionary<string, string> AuxiliaryAddresses { get; init => field = Tolerant.Values(value); } =
        Tolerant.NoStrings;
}
