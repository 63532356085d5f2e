using System.Text;
using MeshNet.Actors.GatewayBridge;

namespace MeshNet.Node.GatewayBridge;

/// <summary>The packet filter of our gateway bridge as nftables commands: one table of our own, replaced as a whole.</summary>
internal static class OwnGatewayRules
{
    /// <summary>nftables' family and name of the table.</summary>
    public const string Table = $"ip {GatewayLinks.FullName}";

    private const string Bridge = GatewayLinks.Bridge;

    /// <summary>Before Docker's -100: a port that we publish is not Docker's.</summary>
    private const int BeforeDocker = -105;

    /// <summary>Makes sure that there is no table, whether there was one or not.</summary>
    public static string Removal => $"add table {Table}\ndelete table {Table}\n";

    /// <summary>One transaction: no packet meets the old rules half removed.</summary>
    public static string Render(GatewayPlan plan)
    {
        StringBuilder text = new(Removal);
        text.Append(CultureInfo.InvariantCulture, $$"""
            table {{Table}} {
                # What the containers send never is for the host's loopback, which route_localnet opens for replies from here.
                chain guard {
                    type filter hook prerouting priority raw; policy accept;
                    iifname "{{Bridge}}" ip daddr 127.0.0.0/8 drop
                }
                chain published {
            {{Published(plan)}}    }
                # Not for our own containers: with br_netfilter, which Docker loads, the packet would be handed from port to port, and the
                # ports are isolated. This way the caller is refused at once instead of waiting.
                chain prerouting {
                    type nat hook prerouting priority {{BeforeDocker}}; policy accept;
                    iifname != "{{Bridge}}" fib daddr type local jump published
                }
                chain output {
                    type nat hook output priority {{BeforeDocker}}; policy accept;
                    fib daddr type local jump published
                }
                chain postrouting {
                    type nat hook postrouting priority srcnat; policy accept;
                    ip saddr {{plan.Subnet}} oifname != "{{Bridge}}" masquerade
                    # A container cannot answer to 127.0.0.1.
                    ip saddr 127.0.0.0/8 oifname "{{Bridge}}" masquerade
                }
                chain forward {
                    type filter hook forward priority filter; policy accept;
                    oifname "{{Bridge}}" ct state established,related accept
                    oifname "{{Bridge}}" ct status dnat accept
                    oifname "{{Bridge}}" drop
                }
            }

            """);
        return text.ToString();
    }

    private static string Published(GatewayPlan plan)
    {
        StringBuilder text = new();
        foreach (GatewayLease lease in plan.Leases.Values)
        {
            foreach (PublishedPort port in lease.Ports)
            {
                string on = port.HostAddress is null || port.HostAddress.Equals(IPAddress.Any) ? "" : $"ip daddr {port.HostAddress} ";
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"        {on}{port.Protocol} dport {port.HostPort} dnat to {Ipv4.ToText(lease.Address)}:{port.ContainerPort}\n");
            }
        }

        return text.ToString();
    }
}
