namespace MeshNet.Actors.GatewayBridge;

/// <summary>How the gateway bridges are kept.</summary>
public sealed record GatewaySettings
{
    /// <summary>Between two looks at bridges and rules: the longest that drift made by hand lasts.</summary>
    public TimeSpan ReconcileInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long our bridge stays after its last container: making it again delays a start by some 10 ms.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After a failure, doubled with each one in a row up to <see cref="RetryDelayMax"/>.</summary>
    public TimeSpan RetryDelayMin { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Also how soon an engine that comes back gets its gateway bridge.</summary>
    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where automatic subnets come from: no gateway bridge may be in it.</summary>
    public Block AutomaticPool { get; init; } = new(10u << 24, 8);

    /// <summary>The operator's wish for Docker's gateway bridge; null: one is chosen.</summary>
    public Block? EngineSubnet { get; init; }

    /// <summary>The operator's wish for our own bridge, from the next time that it is made; null: one is chosen.</summary>
    public Block? OwnSubnet { get; init; }
}
