namespace MeshNet.Node.Doctor;

/// <summary>The ports that hosts reach each other on.</summary>
public sealed record Ports(int Gossip, int Vxlan)
{
    public override string ToString() => $"UDP and TCP {Gossip} (gossip) and UDP {Vxlan} (VXLAN)";
}
