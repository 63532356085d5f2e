namespace MeshNet.Protocol.Mesh;

/// <summary>What the brain wants done once its writes are on disk. No other kinds exist.</summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>A message to one node; lost if it is lost.</summary>
    public sealed record Send(NodeId To, IWireMessage Message) : Effect;

    /// <summary>The one answer to a request that came in under <paramref name="Request"/>.</summary>
    public sealed record Reply(long Request, object Answer) : Effect;

    /// <summary>A removed node has withdrawn or is asserted off: membership need not look for it any more (R12).</summary>
    public sealed record Forget(NodeId Node) : Effect;

    /// <summary>Something that people should read in the log; <paramref name="Warning"/> when they may have to act.</summary>
    public sealed record Tell(bool Warning, string Text) : Effect;
}
