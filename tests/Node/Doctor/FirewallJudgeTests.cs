using MeshNet.Node.Doctor;

namespace MeshNet.Node.Tests.Doctor;

public sealed class FirewallJudgeTests
{
    private static readonly Ports Ports = new(7947, 7948);
    private static readonly FirewallFacts Good = new(
        ["-P FORWARD DROP", "-A FORWARD -j DOCKER-USER", "-A DOCKER-USER -j meshnet_gwbridge"], ["-P INPUT ACCEPT"], IsForwarding: true, HasOwnBridge: true, null);

    [Fact]
    public void Rules_in_place_are_well() => Assert.Empty(Findings(Good));

    [Fact]
    public void A_host_that_does_not_forward_is_told() =>
        Assert.Contains("ip_forward=1", Assert.Single(Findings(Good with { IsForwarding = false })).Mend, StringComparison.Ordinal);

    [Fact]
    public void A_lost_jump_matters_where_our_bridge_is_and_forward_drops()
    {
        FirewallFacts lost = Good with { ForwardRules = ["-P FORWARD DROP", "-A FORWARD -j DOCKER-USER"] };
        Assert.Equal("iptables -I DOCKER-USER -j meshnet_gwbridge", Assert.Single(Findings(lost)).Mend);
        Assert.Empty(Findings(lost with { HasOwnBridge = false }));
        Assert.Empty(Findings(lost with { ForwardRules = ["-P FORWARD ACCEPT"] }));
    }

    [Fact]
    public void An_input_that_drops_needs_a_rule_for_each_port()
    {
        ImmutableArray<string> closed = ["-P INPUT DROP", "-A INPUT -i lo -j ACCEPT", "-A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT"];
        Assert.Equal(3, Findings(Good with { InputRules = closed }).Length);
        Assert.Equal(
            ["iptables -I INPUT -p udp --dport 7948 -j ACCEPT"],
            Findings(Good with
            {
                InputRules = closed.AddRange(
                    "-A INPUT -p udp -m udp --dport 7947 -j ACCEPT", "-A INPUT -p tcp -m tcp --dport 7947 -j ACCEPT", "-A INPUT -p tcp -m tcp --dport 7948 -j ACCEPT"),
            }).Select(finding => finding.Mend));
        Assert.Empty(Findings(Good with { InputRules = closed.Add("-A INPUT -s 192.0.2.0/24 -j ACCEPT") }));
    }

    [Fact]
    public void A_firewalld_that_keeps_ports_closed_is_told_with_the_command()
    {
        Assert.Empty(Findings(Good with { FirewalldPorts = "22/tcp 7947/tcp 7947/udp 7948/udp" }));
        Assert.Equal(
            "firewall-cmd --permanent --add-port=7947/udp --add-port=7948/udp && firewall-cmd --reload",
            Assert.Single(Findings(Good with { FirewalldPorts = "7947/tcp" })).Mend);
    }

    private static ImmutableArray<Finding> Findings(FirewallFacts facts) => FirewallJudge.Judge(facts, Ports).Findings;
}
