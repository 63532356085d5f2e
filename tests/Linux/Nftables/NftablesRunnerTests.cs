using System.Text.Json;
using MeshNet.Linux.Nftables;

namespace MeshNet.Linux.Tests.Nftables;

public sealed class NftablesRunnerTests
{
    private const string Commands = """
        table inet mn-test {
            chain forward {
                type filter hook forward priority -10; policy accept;
                iifname "meshgw" counter accept
            }
        }
        """;

    [PrivilegedFact]
    public void A_table_is_made_in_the_given_namespace_as_nft_shows_it()
    {
        using TestNamespace host = new("nft");
        using TestNamespace other = new("nft2");
        NftablesRunner.Run(Commands, host.Namespace);
        Assert.Contains("iifname \"meshgw\" counter packets 0 bytes 0 accept", host.Execute("nft", "list", "table", "inet", "mn-test"));
        Assert.Empty(other.Execute("nft", "list", "ruleset").Trim());

        using JsonDocument listing = JsonDocument.Parse(NftablesRunner.ListJson("list table inet mn-test", host.Namespace));
        Assert.Contains(
            listing.RootElement.GetProperty("nftables").EnumerateArray(),
            item => item.TryGetProperty("chain", out JsonElement chain) && chain.GetProperty("prio").GetInt32() == -10);
    }

    [PrivilegedFact]
    public void A_refused_command_is_quoted_and_nothing_of_the_transaction_is_done()
    {
        using TestNamespace host = new("nft");
        NftablesException refusal = Assert.Throws<NftablesException>(
            () => NftablesRunner.Run("add table inet mn-test\nadd chain inet absent x", host.Namespace));
        Assert.Contains("No such file or directory", refusal.Message);
        Assert.Empty(host.Execute("nft", "list", "ruleset").Trim());

        refusal = Assert.Throws<NftablesException>(() => NftablesRunner.Run("nonsense", host.Namespace));
        Assert.Contains("syntax error", refusal.Message);
        Assert.Throws<NftablesException>(() => NftablesRunner.ListJson("list table inet mn-test", host.Namespace));
    }

    [PrivilegedFact]
    public void A_process_with_thousands_of_descriptors_is_not_ended_by_the_library()
    {
        using TestNamespace host = new("nft");
        List<Microsoft.Win32.SafeHandles.SafeFileHandle> open = [];
        try
        {
            for (int i = 0; i < 1500; i++)
            {
                open.Add(File.OpenHandle("/dev/null"));
            }

            NftablesRunner.Run(Commands, host.Namespace);

            Assert.Contains("mn-test", host.Execute("nft", "list", "tables"));
            Assert.All(open, handle => Assert.Equal(0, RandomAccess.Read(handle, new byte[1], 0)));
        }
        finally
        {
            open.ForEach(handle => handle.Dispose());
        }
    }
}
