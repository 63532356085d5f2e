using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Answers for a probe, at once, while the test looks elsewhere.</summary>
public abstract class AutoPilot
{
    /// <summary>Stays as it is, when given by <see cref="Run"/>.</summary>
    public static AutoPilot? KeepRunning => null;

    /// <summary>Does nothing.</summary>
    public static AutoPilot None { get; } = new Delegated((_, _) => null);

    /// <returns>Who flies from now on; null for the same one.</returns>
    public abstract AutoPilot? Run(IActorRef sender, object message);

    public static AutoPilot Of(Action<IActorRef, object> onMessage) => new Delegated((sender, message) =>
    {
        onMessage(sender, message);
        return null;
    });

    private sealed class Delegated(Func<IActorRef, object, AutoPilot?> run) : AutoPilot
    {
        public override AutoPilot? Run(IActorRef sender, object message) => run(sender, message);
    }
}
