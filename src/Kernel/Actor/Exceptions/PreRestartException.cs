namespace Akka.Actor;

/// <summary>PreRestart failed while an actor was being restarted for <see cref="RestartException"/>.</summary>
public sealed class PreRestartException(IActorRef actor, Exception failure, Exception restartException, object? optionalMessage)
    : ActorInitializationException(actor, $"exception in PreRestart({restartException.GetType()}, {optionalMessage?.GetType()})", failure)
{
    public Exception RestartException { get; } = restartException;

    public object? OptionalMessage { get; } = optionalMessage;
}
