using System.Text.Json;

namespace MeshNet.Lab.Tests.Oracle;

/// <summary>Reads a host by iproute2, nft and curl: by no code of the product's.</summary>
internal static class HostReader
{
    private const string Mark = "@@ ";

    private const string Script = """
        mesh() { echo "@@ $1"; curl -sf --max-time 5 --unix-socket /run/meshnet/meshnet.sock "http://meshnet/meshnet/$1"; echo; }
        engine() { curl -sf --max-time 5 --unix-socket /run/docker.sock "http://docker/$1"; echo; }
        mesh nodes; mesh networks; mesh endpoints
        echo '@@ links'; ip -j -d link
        echo '@@ routes'; ip -j route
        echo '@@ tables'; nft -j list tables
        echo '@@ containers'; engine containers/json
        echo '@@ engine networks'; engine networks
        for path in /run/meshnet/netns/*; do
          [ -e "$path" ] || continue
          echo "@@ overlay ${path##*/}"
          nsenter --net="$path" sh -c 'ip -j -d link; echo "@@"; bridge -j fdb; echo "@@"; ip -j neigh; echo "@@"; ip -j route'
        done
        """;

    /// <returns>Null while the daemon does not answer.</returns>
    public static async Task<HostState?> TryRead(LabHost host)
    {
        List<string[]> sections = (await host.Exec("sh", "-c", Script)).Output.Split($"\n{Mark}").Select(text => text.TrimStart('@', ' ').Split('\n', 2)).ToList();
        string Section(string name) => sections.Single(section => section[0] == name)[1].Trim();
        string nodes = Section("nodes");
        if (nodes.Length == 0)
        {
            return null;
        }

        HashSet<string> ours = Json.Rows(Section("engine networks")).Where(network => Json.Text(network, "Driver") == "meshnet")
            .Select(network => Json.Text(network, "Name")).ToHashSet();
        return new HostState(
            host.Name,
            MeshState.Parse(nodes, Section("networks"), Section("endpoints")),
            sections.Where(section => section[0].StartsWith("overlay ", StringComparison.Ordinal))
                .ToDictionary(section => section[0]["overlay ".Length..], section => Overlay(section[1])),
            KernelLink.ParseAll(Section("links")),
            [.. Json.Rows(Section("routes")).Select(row => Json.Text(row, "dst"))],
            Tables(Section("tables")),
            [.. Json.Rows(Section("containers")).Select(row => Container(row, ours))]);
    }

    private static KernelOverlay Overlay(string text) =>
        text.Split("\n@@") is [var links, var fdb, var neighbours, var routes]
            ? KernelOverlay.Parse(links, fdb, neighbours, routes)
            : throw new FormatException($"not the four tables of an overlay: {text}");

    private static string[] Tables(string json) =>
    [
        .. JsonDocument.Parse(json).RootElement.GetProperty("nftables").EnumerateArray()
            .Where(row => row.TryGetProperty("table", out _))
            .Select(row => row.GetProperty("table"))
            .Select(table => $"{Json.Text(table, "family")} {Json.Text(table, "name")}"),
    ];

    private static RunningContainer Container(JsonElement row, HashSet<string> ours) => new(
        Json.Text(row, "Id"),
        row.GetProperty("Names")[0].GetString()!.TrimStart('/'),
        row.GetProperty("NetworkSettings").GetProperty("Networks").EnumerateObject()
            .Where(network => ours.Contains(network.Name))
            .ToDictionary(network => network.Name, network => Json.Text(network.Value, "IPAddress")),
        Json.Text(row.GetProperty("Labels"), "meshnet.network"));
}
