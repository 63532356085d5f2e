namespace MeshNet.Lab.Tests.Oracle;

/// <summary>Compares the inside of a host's containers: address, MAC, route, rules and what names resolve to.</summary>
internal static class InsideReader
{
    /// <summary>Of hundreds of containers a few are as good as all, and each is asked for the names of all.</summary>
    private const int ContainersMax = 20;

    private const string Script = """
        names=$1; shift
        for id; do
          pid=$(curl -sf --unix-socket /run/docker.sock "http://docker/containers/$id/json" | grep -o '"Pid":[0-9]*' | cut -d : -f 2)
          echo "@@ $id"
          nsenter --target "$pid" --net sh -c 'ip -j address; echo "@@"; ip -j route; echo "@@"; nft list tables; echo "@@"'
          nsenter --target "$pid" --net dig @127.0.0.11 +noall +answer +time=2 +tries=2 $names || true
        done
        """;

    /// <returns>One sentence for each difference.</returns>
    public static async Task<IReadOnlyList<string>> Differences(LabHost host, HostState state)
    {
        MeshState mesh = state.Mesh;
        List<MeshEndpoint> all = mesh.Endpoints.Where(endpoint => endpoint.Node == mesh.Self.Name).ToList();
        if (all.Count == 0)
        {
            return [];
        }

        int step = (all.Count + ContainersMax - 1) / ContainersMax;
        List<MeshEndpoint> locals = all.Where((_, index) => index % step == 0).ToList();

        string names = string.Join(' ', mesh.Endpoints.Select(mesh.ClearName).Distinct());
        string printed = (await host.Exec(["sh", "-c", Script, "-", names, .. locals.Select(local => local.Container).Distinct()])).Output;
        Dictionary<string, string> containers = $"\n{printed}".Split("\n@@ ", StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('\n', 2))
            .ToDictionary(section => section[0].Trim(), section => section[1]);
        return
        [
            .. locals.SelectMany(local => Inside(mesh, local, containers[local.Container])
                .Select(text => $"{state.Host}, container {local.Name}: {text}")),
        ];
    }

    private static IEnumerable<string> Inside(MeshState mesh, MeshEndpoint local, string text)
    {
        if (text.Split("\n@@") is not [var links, var routes, var tables, var answers])
        {
            return [$"cannot be looked into: {text}"];
        }

        MeshNetwork network = mesh.Networks.Single(found => found.Name == local.Network);
        IEnumerable<string> addresses = Json.Rows(links).SelectMany(link => link.GetProperty("addr_info").EnumerateArray()
            .Select(address => $"{Json.Text(address, "local")} at {Json.Text(link, "address")}"));
        IEnumerable<string> peers = mesh.Endpoints.Where(endpoint => endpoint.Network == local.Network)
            .Select(endpoint => $"{mesh.ClearName(endpoint)} is {endpoint.Address}");
        return
        [
            .. HostComparison.Sets("address", [$"{local.Address} at {local.Mac}"], addresses.Where(found => found.StartsWith($"{local.Address} ", StringComparison.Ordinal))),
            .. HostComparison.Sets("route", [network.Subnet], Json.Rows(routes).Select(row => Json.Text(row, "dst")).Where(found => found == network.Subnet)),
            .. tables.Contains("table ip meshnet", StringComparison.Ordinal) ? Array.Empty<string>() : ["the rules that bring questions to our name server are missing"],
            .. peers.Except(Answers(answers)).Select(peer => $"the name server does not say that {peer}"),
        ];
    }

    /// <summary>Lines of the form "web.  600  IN  A  10.0.0.2".</summary>
    private static IEnumerable<string> Answers(string text) => text.Split('\n')
        .Select(line => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        .Where(fields => fields is [_, _, "IN", "A", _])
        .Select(fields => $"{fields[0].TrimEnd('.')} is {fields[4]}");
}
