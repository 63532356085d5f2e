using System.Net;
using MeshNet.Messages;

namespace MeshNet.Protocol.Membership;

/// <summary>What membership asks of the world, in the order in which it must be done.</summary>
public abstract record SwimEffect
{
    private SwimEffect()
    {
    }

    public sealed record Send(IPEndPoint To, IWireMessage Message) : SwimEffect;

    /// <summary>A row of bucket <see cref="RememberedPeer.Bucket"/>.</summary>
    public sealed record Remember(StoreWrite Row) : SwimEffect;

    public sealed record Raise(MembershipEvent Event) : SwimEffect;

    public sealed record ViewChanged(MembershipView View) : SwimEffect;
}
