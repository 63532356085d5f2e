using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Doctor;

/// <summary>Judges the paths between this host and another, each separately.</summary>
public static class PathJudge
{
    public static IEnumerable<Finding> Judge(PeerPath peer, Ports ports)
    {
        string open = $"allow {ports} in and out on both hosts, and on whatever filters between them";
        if (peer.Status is "suspect" or "dead")
        {
            yield return new(
                $"{peer.Name} ({peer.Address}) does not answer gossip datagrams; its status here is {peer.Status}",
                $"check there that the daemon runs (systemctl status meshnet), then {open}");
        }

        if (peer.StreamRefusal is { } refusal)
        {
            yield return new($"no TCP connection to {peer.Name} ({peer.Address}): {refusal}; large messages do not get through", open);
        }

        foreach (Finding finding in peer.Ways is { Stream: true } ways ? Ways(peer, ways, ports) : [])
        {
            yield return finding;
        }

        if (peer.PacketBytesMax == 0)
        {
            yield return new(
                $"{peer.Name} ({peer.Address.Address}) does not answer pings, so the MTU of the path is unknown",
                "allow ICMP echo between the hosts",
                IsHarmless: peer.StreamRefusal is null);
        }
        else if (peer.PacketBytesMax < peer.PacketBytesWanted)
        {
            yield return new(
                $"packets of {peer.PacketBytesWanted} bytes do not reach {peer.Name}, but packets of {peer.PacketBytesMax} do: containers' large packets are lost on the way",
                $"set meshnet.driver.underlay-mtu = {peer.PacketBytesMax} in /etc/meshnet/meshnet.conf on every host and restart meshnet, or raise the MTU of the path");
        }
    }

    /// <summary>The two daemons talked over a stream, so whatever was not heard was lost on the way.</summary>
    private static IEnumerable<Finding> Ways(PeerPath peer, PathRow ways, Ports ports)
    {
        if (!ways.DatagramIn)
        {
            yield return Lost($"UDP {ports.Gossip} from {peer.Name}", "here", $"iptables -I INPUT -p udp -s {peer.Address.Address} --dport {ports.Gossip} -j ACCEPT");
        }

        if (ways.DatagramOut == false)
        {
            yield return Lost($"UDP {ports.Gossip} from this host", $"at {peer.Name}", $"there: iptables -I INPUT -p udp --dport {ports.Gossip} -j ACCEPT");
        }

        if (!ways.VxlanIn)
        {
            yield return Lost(
                $"UDP {ports.Vxlan} from {peer.Name}, which carries the containers' packets,",
                "here",
                $"iptables -I INPUT -p udp -s {peer.Address.Address} --dport {ports.Vxlan} -j ACCEPT");
        }

        if (ways.VxlanOut == false)
        {
            yield return Lost(
                $"UDP {ports.Vxlan} from this host, which carries the containers' packets,",
                $"at {peer.Name}",
                $"there: iptables -I INPUT -p udp --dport {ports.Vxlan} -j ACCEPT");
        }
    }

    private static Finding Lost(string what, string where, string mend) => new(
        $"{what} does not arrive {where}", $"{mend} (or whatever else filters: see 'nft list ruleset', and the network between the hosts)");
}
