namespace Akka.Actor;

/// <summary>One part of what a system is set up with.</summary>
public abstract class Setup
{
    public ActorSystemSetup And(Setup other) => ActorSystemSetup.Create(this, other);
}
