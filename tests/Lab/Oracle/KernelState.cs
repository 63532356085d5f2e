using System.Text.Json;

namespace MeshNet.Lab.Tests.Oracle;

/// <summary>A link as `ip -j -d link` prints it.</summary>
public sealed record KernelLink(string Name, string Master, bool IsUp, int Mtu, uint Vni, string Local)
{
    public static KernelLink[] ParseAll(string json) => [.. Json.Rows(json).Select(Parse)];

    private static KernelLink Parse(JsonElement row)
    {
        JsonElement data = row.TryGetProperty("linkinfo", out JsonElement info) && info.TryGetProperty("info_data", out JsonElement found) ? found : default;
        bool isVxlan = data.ValueKind == JsonValueKind.Object && data.TryGetProperty("learning", out _) && data.TryGetProperty("local", out _);
        return new(
            Json.Text(row, "ifname"),
            Json.Text(row, "master"),
            row.GetProperty("flags").EnumerateArray().Any(flag => flag.GetString() == "UP"),
            row.GetProperty("mtu").GetInt32(),
            isVxlan ? data.GetProperty("id").GetUInt32() : 0,
            isVxlan ? Json.Text(data, "local") : "");
    }
}

/// <summary>One overlay's hidden namespace as the kernel's own tools show it.</summary>
/// <param name="Fdb">"MAC to VTEP" of each entry of the VXLAN that has a VTEP, `bridge -j fdb`.</param>
/// <param name="Neighbours">"address is MAC" of each permanent neighbour of the VXLAN, `ip -j neigh`.</param>
/// <param name="Routes">The destinations in its main table, `ip -j route`.</param>
public sealed record KernelOverlay(KernelLink[] Links, string[] Fdb, string[] Neighbours, string[] Routes)
{
    public static KernelOverlay Parse(string links, string fdb, string neighbours, string routes) => new(
        KernelLink.ParseAll(links),
        [.. Json.Rows(fdb).Where(row => Json.Text(row, "dst").Length > 0).Select(row => $"{Json.Text(row, "mac")} to {Json.Text(row, "dst")}")],
        [
            .. Json.Rows(neighbours)
                .Where(row => row.GetProperty("state").EnumerateArray().Any(state => state.GetString() == "PERMANENT"))
                .Select(row => $"{Json.Text(row, "dst")} is {Json.Text(row, "lladdr")}"),
        ],
        [.. Json.Rows(routes).Select(row => Json.Text(row, "dst"))]);
}

/// <summary>A running container as Docker lists it.</summary>
/// <param name="Networks">The networks of driver meshnet that Docker has put it on: name and address.</param>
/// <param name="Label">The network that its label asks for; empty without.</param>
public sealed record RunningContainer(string Id, string Name, IReadOnlyDictionary<string, string> Networks, string Label);

/// <summary>One host: what its kernel, its engine and its replica say.</summary>
/// <param name="Tables">The nftables tables of the host's own namespace: family and name.</param>
public sealed record HostState(
    string Host,
    MeshState Mesh,
    IReadOnlyDictionary<string, KernelOverlay> Overlays,
    KernelLink[] Links,
    string[] Routes,
    string[] Tables,
    RunningContainer[] Containers);
