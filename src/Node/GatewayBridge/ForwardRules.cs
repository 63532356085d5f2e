using MeshNet.Actors.GatewayBridge;
using MeshNet.Linux.Nftables;
using MeshNet.Linux.Processes;

namespace MeshNet.Node.GatewayBridge;

/// <summary>
/// Lets our gateway bridge's packets through Docker's FORWARD chain, whose policy is DROP wherever Docker has switched forwarding on. An
/// accept in a table of our own would not do: a packet has to pass every table. Docker leaves the chain DOCKER-USER to others; the
/// rules there are written by iptables, as Docker reads them.
/// </summary>
internal sealed class ForwardRules(IptablesCommand iptables)
{
    private const string Filter = "filter";
    private const string Chain = GatewayLinks.FullName;
    private const string UserChain = "DOCKER-USER";
    private const string ForwardChain = "FORWARD";

    /// <summary>
    /// RETURN leaves packets to Docker's own bridges to Docker, so that what it isolates stays isolated. Packets towards our containers
    /// come back from outside or go to a published port; the table of ours drops all others.
    /// </summary>
    private static readonly string[] Rules =
    [
        $"-i {GatewayLinks.Bridge} -o docker0 -j RETURN",
        $"-i {GatewayLinks.Bridge} -o docker_gwbridge -j RETURN",
        $"-i {GatewayLinks.Bridge} -o br-+ -j RETURN",
        $"-i {GatewayLinks.Bridge} -j ACCEPT",
        $"-o {GatewayLinks.Bridge} -m conntrack --ctstate RELATED,ESTABLISHED,DNAT -j ACCEPT",
    ];

    /// <returns>What was done, in words; null if nothing was missing.</returns>
    public string? Ensure()
    {
        bool isChanged = false;
        string[] wanted = [$"-N {Chain}", .. Rules.Select(rule => $"-A {Chain} {rule}")];
        CommandResult listing = iptables.Run("-t", Filter, "-S", Chain);
        if (!listing.IsSuccess || !Lines(listing.Output).SequenceEqual(wanted))
        {
            isChanged = true;
            Require(listing.IsSuccess ? ["-t", Filter, "-F", Chain] : ["-t", Filter, "-N", Chain]);
            foreach (string rule in Rules)
            {
                Require(["-t", Filter, "-A", Chain, .. rule.Split(' ')]);
            }
        }

        // Docker may come later than we do: until then the rules hang in FORWARD itself.
        bool hasUserChain = iptables.Run("-t", Filter, "-S", UserChain).IsSuccess;
        isChanged |= iptables.EnsureRule(Filter, hasUserChain ? UserChain : ForwardChain, "-j", Chain);
        if (hasUserChain)
        {
            isChanged |= iptables.RemoveRule(Filter, ForwardChain, "-j", Chain);
        }

        return isChanged ? $"wrote iptables chain {Chain}" : null;
    }

    /// <returns>True when there was a chain.</returns>
    public bool Delete()
    {
        if (!iptables.Run("-t", Filter, "-S", Chain).IsSuccess)
        {
            return false;
        }

        iptables.RemoveRule(Filter, ForwardChain, "-j", Chain);
        if (iptables.Run("-t", Filter, "-S", UserChain).IsSuccess)
        {
            iptables.RemoveRule(Filter, UserChain, "-j", Chain);
        }

        Require(["-t", Filter, "-F", Chain]);
        Require(["-t", Filter, "-X", Chain]);
        return true;
    }

    private void Require(string[] arguments)
    {
        CommandResult result = iptables.Run(arguments);
        if (!result.IsSuccess)
        {
            throw new IOException($"iptables {string.Join(' ', arguments)}: {result.Error.Trim()}");
        }
    }

    private static string[] Lines(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
