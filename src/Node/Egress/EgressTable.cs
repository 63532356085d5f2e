using MeshNet.Actors.GatewayBridge;
using MeshNet.Linux.Nftables;

namespace MeshNet.Node.Egress;

/// <summary>
/// Our gateway bridge's table in the kernel. nftables prints a table in words of its own, so that what was put in is not what comes out:
/// what came out right afterwards is kept, beside the leases, and any difference to it later is somebody else's deed.
/// </summary>
internal sealed class EgressTable(EgressHost host)
{
    private readonly string _rulesFile = Path.Combine(host.Directory, "rules.nft");
    private readonly string _listingFile = Path.Combine(host.Directory, "rules.listing");

    /// <param name="isTrusting">Do not look whether the table is still as it was put in.</param>
    /// <returns>What was done, in words, or null when nothing had to be.</returns>
    public string? Ensure(EgressPlan plan, bool isTrusting)
    {
        string rules = EgressRules.Render(plan);
        bool isSame = ReadOrEmpty(_rulesFile) == rules;
        if (isSame && (isTrusting || List() == ReadOrEmpty(_listingFile)))
        {
            return null;
        }

        NftablesRunner.Run(rules, host.Namespace);
        File.WriteAllText(_listingFile, List());
        File.WriteAllText(_rulesFile, rules);
        return isSame ? $"restored table {EgressRules.Table}" : $"wrote table {EgressRules.Table}";
    }

    /// <returns>True when there was one.</returns>
    public bool Delete()
    {
        bool wasThere = List().Length > 0;
        NftablesRunner.Run(EgressRules.Removal, host.Namespace);
        return wasThere;
    }

    private string List()
    {
        try
        {
            return NftablesRunner.ListJson($"list table {EgressRules.Table}", host.Namespace);
        }
        catch (NftablesException)
        {
            // There is no such table: an empty listing, which equals none that was kept.
            return "";
        }
    }

    private static string ReadOrEmpty(string file) => File.Exists(file) ? File.ReadAllText(file) : "";
}
