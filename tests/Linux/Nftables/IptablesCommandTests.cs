using MeshNet.Linux.Nftables;

namespace MeshNet.Linux.Tests.Nftables;

public sealed class IptablesCommandTests
{
    private static readonly string[] Rule = ["-i", "mn-gateway", "-j", "ACCEPT"];

    [PrivilegedFact]
    public void A_rule_is_put_in_front_once_and_removed_once()
    {
        using TestNamespace host = new("ipt");
        IptablesCommand iptables = new("nsenter", $"--net={host.Path}", "iptables");
        Assert.True(iptables.Run("-N", "DOCKER-USER").IsSuccess);
        Assert.True(iptables.Run("-A", "DOCKER-USER", "-j", "RETURN").IsSuccess);

        Assert.True(iptables.EnsureRule("filter", "DOCKER-USER", Rule));
        Assert.False(iptables.EnsureRule("filter", "DOCKER-USER", Rule));
        string[] shown = host.Execute("iptables", "-S", "DOCKER-USER").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["-N DOCKER-USER", "-A DOCKER-USER -i mn-gateway -j ACCEPT", "-A DOCKER-USER -j RETURN"], shown);

        Assert.True(iptables.RemoveRule("filter", "DOCKER-USER", Rule));
        Assert.False(iptables.RemoveRule("filter", "DOCKER-USER", Rule));
        Assert.DoesNotContain("mn-gateway", host.Execute("iptables", "-S", "DOCKER-USER"));
    }

    [PrivilegedFact]
    public void A_refusal_quotes_the_command_and_the_complaint()
    {
        using TestNamespace host = new("ipt");
        IptablesCommand iptables = new("nsenter", $"--net={host.Path}", "iptables");
        IOException refusal = Assert.Throws<IOException>(() => iptables.EnsureRule("filter", "DOCKER-USER", Rule));
        Assert.Contains("-t filter -I DOCKER-USER -i mn-gateway -j ACCEPT: ", refusal.Message);
        Assert.Contains("DOCKER-USER", refusal.Message);
    }

    [Fact]
    public void A_program_that_is_not_installed_is_named()
    {
        IOException refusal = Assert.Throws<IOException>(() => new IptablesCommand("mn-absent").Run("-S"));
        Assert.StartsWith("start mn-absent: ", refusal.Message);
    }
}
