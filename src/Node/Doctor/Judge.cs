using System.Collections.Immutable;

namespace MeshNet.Node.Doctor;

/// <summary>From facts to findings: pure, so that every verdict is tried without breaking a machine.</summary>
public static class Judge
{
    public static Diagnosis Kernel(ImmutableArray<KernelFeature> features) => new(
        "kernel",
        string.Join(", ", features.Select(feature => feature.Name)),
        [
            .. features.Where(feature => feature.Refusal is not null).Select(feature => new Finding(
                $"the kernel makes no {feature.Name} ({feature.Refusal}), and no overlay works without", $"modprobe {feature.Module}")),
        ]);

    public static Diagnosis Paths(ImmutableArray<PeerPath> peers, Ports ports) => new(
        "paths",
        peers.IsEmpty ? "no other host is known" : string.Join(", ", peers.Select(peer => $"{peer.Name} with packets of {peer.PacketBytesMax} bytes")),
        [.. peers.SelectMany(peer => Path(peer, ports))]);

    public static Diagnosis Clock(bool isSynchronized) => new(
        "clock",
        "synchronized",
        isSynchronized
            ? []
            :
            [
                new(
                    "the clock is not synchronized; nothing in a mesh depends on it, but the hosts' logs cannot be laid side by side",
                    "timedatectl set-ntp true",
                    IsHarmless: true),
            ]);

    public static Diagnosis Subnets(SubnetFacts facts) => new(
        "subnets",
        $"{facts.Overlays.Length} networks, {facts.Others.Length} other uses of addresses",
        [
            .. from overlay in facts.Overlays
               from other in facts.Others
               where overlay.Subnet.Overlaps(other.Subnet)
               select new Finding(
                   $"network {overlay.Name} ({overlay.Subnet}) overlaps {other.What} ({other.Subnet}): its containers cannot reach the latter",
                   $"meshnet network rm {overlay.Name}, and create it with another --subnet"),
        ]);

    public static Diagnosis Stale(StaleFacts facts)
    {
        ImmutableArray<string> left =
        [
            .. facts.Namespaces.Except(facts.IsInMesh ? facts.UsedNetworks : []).Select(name => $"namespace {name}"),
            .. facts.Links.Except(facts.IsInMesh ? facts.UsedLinks : []).Select(name => $"link {name}"),
        ];
        return new(
            "left over",
            $"{facts.Namespaces.Length} overlays, {facts.Links.Length} links of meshnet's, all in use",
            left.IsEmpty
                ? []
                :
                [
                    new(
                        $"{string.Join(", ", left)} belong to nothing in a mesh",
                        facts.IsInMesh ? "wait 30 s for the daemon to remove them; if they stay, systemctl restart meshnet" : "meshnet reset"),
                ]);
    }

    public static Diagnosis Status(string state, ImmutableArray<string> problems) => new(
        "daemon",
        state,
        [.. problems.Select(problem => new Finding(problem, "see the sentence; 'meshnet status' shows whether it lasts"))]);

    private static IEnumerable<Finding> Path(PeerPath peer, Ports ports)
    {
        string open = $"on both hosts and whatever filters between them, let {ports} in and out";
        if (peer.Status is "suspect" or "dead")
        {
            yield return new(
                $"{peer.Name} ({peer.Address}) does not answer the gossip's datagrams: it is {peer.Status} here",
                $"is it running there (systemctl status meshnet)? Then {open}");
        }

        if (peer.StreamRefusal is { } refusal)
        {
            yield return new($"no TCP connection to {peer.Name} ({peer.Address}): {refusal}; large messages do not pass", open);
        }

        if (peer.PacketBytesMax == 0)
        {
            yield return new(
                $"{peer.Name} ({peer.Address.Address}) answers no ping, so that the path's MTU cannot be told",
                "allow ICMP echo between the hosts",
                IsHarmless: peer.StreamRefusal is null);
        }
        else if (peer.PacketBytesMax < peer.PacketBytesWanted)
        {
            yield return new(
                $"packets of {peer.PacketBytesWanted} bytes do not reach {peer.Name}, those of {peer.PacketBytesMax} do: large packets of containers vanish on the way",
                $"set meshnet.driver.underlay-mtu = {peer.PacketBytesMax} in /etc/meshnet/meshnet.conf on every host and restart meshnet, or mend the path's MTU");
        }
    }
}
