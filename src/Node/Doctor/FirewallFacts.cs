using System.Collections.Immutable;

namespace MeshNet.Node.Doctor;

/// <summary>What filters this host's packets.</summary>
/// <param name="ForwardRules">`iptables -S FORWARD`, `DOCKER-USER`; empty where there is no such chain.</param>
/// <param name="InputRules">`iptables -S INPUT`.</param>
/// <param name="IsForwarding">net.ipv4.ip_forward.</param>
/// <param name="HasOwnBridge">Containers go out over MeshNet's own bridge.</param>
/// <param name="FirewalldPorts">The ports that a running firewalld lets in; null without firewalld.</param>
public sealed record FirewallFacts(
    ImmutableArray<string> ForwardRules,
    ImmutableArray<string> InputRules,
    bool IsForwarding,
    bool HasOwnBridge,
    string? FirewalldPorts);
