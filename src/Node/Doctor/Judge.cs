namespace MeshNet.Node.Doctor;

/// <summary>From facts to findings. Pure, so that every verdict can be tested without breaking a machine.</summary>
public static class Judge
{
    public static Diagnosis Kernel(ImmutableArray<KernelFeature> features) => new(
        "kernel",
        string.Join(", ", features.Select(feature => feature.Name)),
        [
            .. features.Where(feature => feature.Refusal is not null).Select(feature => new Finding(
                $"the kernel cannot create a {feature.Name} ({feature.Refusal}), and overlays need it", $"modprobe {feature.Module}")),
        ]);

    public static Diagnosis Paths(ImmutableArray<PeerPath> peers, Ports ports) => new(
        "paths",
        peers.IsEmpty ? "no other host is known" : string.Join(", ", peers.Select(peer => $"{peer.Name} with packets up to {peer.PacketBytesMax} bytes")),
        [.. peers.SelectMany(peer => PathJudge.Judge(peer, ports))]);

    public static Diagnosis Subnets(SubnetFacts facts) => new(
        "subnets",
        $"{facts.Overlays.Length} networks, {facts.Others.Length} other uses of addresses",
        [
            .. from overlay in facts.Overlays
               from other in facts.Others
               where overlay.Subnet.Overlaps(other.Subnet)
               select new Finding(
                   $"network {overlay.Name} ({overlay.Subnet}) overlaps {other.What} ({other.Subnet}), which its containers cannot reach",
                   $"meshnet network rm {overlay.Name}, then create it with another --subnet"),
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
            $"{facts.Namespaces.Length} overlays and {facts.Links.Length} links, all in use",
            left.IsEmpty
                ? []
                :
                [
                    new(
                        $"left over, not part of any mesh: {string.Join(", ", left)}",
                        facts.IsInMesh ? "wait 30 s for the daemon to remove them; if they stay, systemctl restart meshnet" : "meshnet reset"),
                ]);
    }

    public static Diagnosis Status(string state, ImmutableArray<string> problems) => new(
        "daemon",
        state,
        [.. problems.Select(problem => new Finding(problem, "see the sentence, and docs/operations.md for more; 'meshnet status' shows whether it is still there"))]);
}
