namespace Akka.Actor;

public sealed class CoordinatedShutdownExtension : ExtensionIdProvider<CoordinatedShutdown>
{
    public static CoordinatedShutdownExtension Instance { get; } = new();

    public override CoordinatedShutdown CreateExtension(ExtendedActorSystem system)
    {
        var own = (ActorSystemImpl)system;
        return new CoordinatedShutdown(own, own.ShutdownSetup);
    }
}
