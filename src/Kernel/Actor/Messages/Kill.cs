namespace Akka.Actor;

/// <summary>Makes the actor fail with <see cref="ActorKilledException"/>; its supervisor decides (stop, by default).</summary>
public sealed class Kill : IAutoReceivedMessage, IPossiblyHarmful
{
    private Kill()
    {
    }

    public static Kill Instance { get; } = new();

    public override string ToString() => "<Kill>";
}
