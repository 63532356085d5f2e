using MeshNet.Actors.GatewayBridge;
using MeshNet.Linux.Nftables;
using MeshNet.Linux.Processes;

namespace MeshNet.Node.GatewayBridge;

/// <summary>
/// The two rules that make Docker's gateway bridge what it is: its containers go out under the host's address, and do not reach each
/// other. Docker writes them when the network is made or dockerd starts, and never looks again.
/// </summary>
internal sealed class EngineGatewayRules(IptablesCommand iptables)
{
    private const string Bridge = EngineGateway.NetworkName;
    private const string Isolation = $"-i {Bridge} -o {Bridge} -j DROP";

    /// <returns>What was restored, in words; empty if nothing was missing.</returns>
    public IEnumerable<string> Mend(Block subnet)
    {
        // Without its own chain, Docker does not use iptables here or has lost everything, which only a restart of Docker repairs.
        if (!iptables.Run("-t", "filter", "-S", "DOCKER").IsSuccess)
        {
            yield break;
        }

        if (iptables.EnsureRule("nat", "POSTROUTING", "-s", subnet.ToString(), "!", "-o", Bridge, "-j", "MASQUERADE"))
        {
            yield return $"masquerade of {subnet} in POSTROUTING";
        }

        // In any chain: Docker's versions differ here.
        if (!iptables.Run("-t", "filter", "-S").Output.Contains(Isolation, StringComparison.Ordinal))
        {
            CommandResult result = iptables.Run(["-t", "filter", "-A", "FORWARD", .. Isolation.Split(' ')]);
            if (!result.IsSuccess)
            {
                throw new IOException($"iptables -A FORWARD {Isolation}: {result.Error.Trim()}");
            }

            yield return "isolation of the containers in FORWARD";
        }
    }
}
