using MeshNet.Actors.GatewayBridge;
using MeshNet.Linux.Nftables;

namespace MeshNet.Node.GatewayBridge;

/// <summary>
/// Our gateway bridge's table in the kernel. nftables prints a table in words of its own, so that what was put in is not what comes out:
/// what came out right afterwards is kept beside the leases, and any later difference means that somebody else changed it.
/// </summary>
internal sealed class GatewayTable(GatewayHost host)
{
    private readonly string _rulesFile = Path.Combine(host.Directory, "rules.nft");
    private readonly string _listingFile = Path.Combine(host.Directory, "rules.listing");

    /// <param name="isTrusting">Do not look whether the table is still as it was put in.</param>
    /// <returns>What was done, in words, or null when nothing had to be.</returns>
    public string? Ensure(GatewayPlan plan, bool isTrusting)
    {
        string rules = OwnGatewayRules.Render(plan);
        bool isSame = ReadOrEmpty(_rulesFile) == rules;
        if (isSame && (isTrusting || List() == ReadOrEmpty(_listingFile)))
        {
            return null;
        }

        NftablesRunner.Run(rules, host.Namespace);
        File.WriteAllText(_listingFile, List());
        File.WriteAllText(_rulesFile, rules);
        return isSame ? $"restored table {OwnGatewayRules.Table}" : $"wrote table {OwnGatewayRules.Table}";
    }

    /// <returns>True when there was one.</returns>
    public bool Delete()
    {
        bool wasThere = List().Length > 0;
        NftablesRunner.Run(OwnGatewayRules.Removal, host.Namespace);
        return wasThere;
    }

    private string List()
    {
        try
        {
            return NftablesRunner.ListJson($"list table {OwnGatewayRules.Table}", host.Namespace);
        }
        catch (NftablesException)
        {
            // There is no such table: an empty listing, which never equals a kept one.
            return "";
        }
    }

    private static string ReadOrEmpty(string file) => File.Exists(file) ? File.ReadAllText(file) : "";
}
