namespace MeshNet.Actors.DockerEvents.Mirror;

/// <summary>One thing to do so that the engine's networks and the mesh's come to agree.</summary>
public abstract record MirrorStep
{
    private MirrorStep()
    {
    }

    /// <summary>What the step is about: two steps of one key exclude each other.</summary>
    public abstract string Key { get; }

    /// <summary>The network's name, for people.</summary>
    public abstract string Name { get; }

    /// <summary>Make the mesh's network in the engine.</summary>
    public sealed record Create(NetworkId Network, EngineNetworkSpec Spec) : MirrorStep
    {
        public override string Key => $"mesh {Network}";

        public override string Name => Spec.Name;
    }

    /// <summary>Remove the engine's network because the mesh's is closed.</summary>
    public sealed record Remove(EngineNetwork Engine) : MirrorStep
    {
        public override string Key => $"engine {Engine.Id}";

        public override string Name => Engine.Name;
    }

    /// <summary>
    /// Remove the engine's network, on which this host has no container, for one with the better claim to its name: another of the mesh (R16),
    /// or the same one, mirrored before (R15).
    /// </summary>
    /// <param name="Reason">What is told when it is done, as a sentence.</param>
    public sealed record GiveWay(EngineNetwork Engine, string Reason) : MirrorStep
    {
        public override string Key => $"engine {Engine.Id}";

        public override string Name => Engine.Name;
    }

    /// <summary>Tell the mesh the name of a network that a user made in the engine.</summary>
    public sealed record Announce(EngineNetwork Engine) : MirrorStep
    {
        public override string Key => $"engine {Engine.Id}";

        public override string Name => Engine.Name;
    }

    /// <summary>Tie the engine's network, which says itself what it mirrors, to the mesh's again.</summary>
    public sealed record Rebind(EngineNetwork Engine, NetworkId Network) : MirrorStep
    {
        public override string Key => $"engine {Engine.Id}";

        public override string Name => Engine.Name;
    }

    /// <summary>Remove a network that a user made while another host made one of the same name, unless it is in use.</summary>
    /// <param name="Reason">The mesh's sentence about the conflict.</param>
    public sealed record Discard(EngineNetwork Engine, string Reason) : MirrorStep
    {
        public override string Key => $"engine {Engine.Id}";

        public override string Name => Engine.Name;
    }
}

internal sealed record MirrorDone(MirrorStep Step);

internal sealed record MirrorFailed(MirrorStep Step, string Reason);

/// <summary>The engine does not have the network any more.</summary>
internal sealed record MirrorGone(MirrorStep Step, string EngineNetworkId);

/// <summary>How one network stands between the mesh and the local engine.</summary>
/// <param name="EngineNetworkId">The engine's id of it; empty while the engine has none.</param>
/// <param name="Error">Why the two do not agree, as a sentence; empty when they do or are about to.</param>
public sealed record MirrorStatus(string Name, string EngineNetworkId, string Error);
