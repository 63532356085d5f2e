namespace MeshNet.Node.Doctor;

/// <summary>Judges what filters packets.</summary>
public static class FirewallJudge
{
    private const string OwnChain = "-j meshnet_gwbridge";

    public static Diagnosis Judge(FirewallFacts facts, Ports ports) => new(
        "firewall",
        facts.FirewalldPorts is null ? "Docker's and MeshNet's rules in place, no firewalld" : "Docker's and MeshNet's rules in place, firewalld accepts the ports",
        [.. Forward(facts), .. Input(facts, ports), .. Firewalld(facts, ports)]);

    private static IEnumerable<Finding> Forward(FirewallFacts facts)
    {
        if (!facts.IsForwarding)
        {
            yield return new(
                "this host forwards no packets, so no container can reach the outside",
                "sysctl -w net.ipv4.ip_forward=1, and remove \"ip-forward\": false from /etc/docker/daemon.json");
        }

        bool isDropping = facts.ForwardRules.Contains("-P FORWARD DROP");
        if (isDropping && facts.HasOwnBridge && !facts.ForwardRules.Any(rule => rule.Contains(OwnChain, StringComparison.Ordinal)))
        {
            yield return new(
                "FORWARD drops by default and the jump to MeshNet's rules is missing, so containers on MeshNet's own bridge cannot reach the outside",
                $"iptables -I DOCKER-USER {OwnChain}");
        }
    }

    private static IEnumerable<Finding> Input(FirewallFacts facts, Ports ports)
    {
        if (!facts.InputRules.Contains("-P INPUT DROP"))
        {
            yield break;
        }

        foreach ((string protocol, int port) in Wanted(ports))
        {
            if (!facts.InputRules.Any(rule => Accepts(rule, protocol, port)))
            {
                yield return new($"INPUT drops by default and no rule accepts {protocol} {port}", $"iptables -I INPUT -p {protocol} --dport {port} -j ACCEPT");
            }
        }
    }

    private static IEnumerable<Finding> Firewalld(FirewallFacts facts, Ports ports)
    {
        if (facts.FirewalldPorts is not { } open)
        {
            yield break;
        }

        ImmutableArray<string> closed = [.. Wanted(ports).Select(wanted => $"{wanted.Port}/{wanted.Protocol}").Except(open.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        if (!closed.IsEmpty)
        {
            string add = string.Join(' ', closed.Select(port => $"--add-port={port}"));
            yield return new($"firewalld blocks {string.Join(", ", closed)}", $"firewall-cmd --permanent {add} && firewall-cmd --reload");
        }
    }

    private static ImmutableArray<(string Protocol, int Port)> Wanted(Ports ports) => [("udp", ports.Gossip), ("tcp", ports.Gossip), ("udp", ports.Vxlan)];

    /// <summary>A rule that accepts without naming a protocol or port accepts these as well, unless it is bound to an interface.</summary>
    private static bool Accepts(string rule, string protocol, int port) =>
        rule.EndsWith("-j ACCEPT", StringComparison.Ordinal)
        && !rule.Contains("-i lo", StringComparison.Ordinal)
        && !rule.Contains("ESTABLISHED", StringComparison.Ordinal)
        && (!rule.Contains(" -p ", StringComparison.Ordinal) || rule.Contains($" -p {protocol} ", StringComparison.Ordinal))
        && (!rule.Contains("dport", StringComparison.Ordinal) || rule.Contains($"--dport {port} ", StringComparison.Ordinal));
}
