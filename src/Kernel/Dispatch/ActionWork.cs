using Akka.Actor;

namespace Akka.Dispatch;

internal sealed class ActionWork(ActorSystemImpl system, Action action) : IOwnedWork
{
    public ActorSystemImpl System => system;

    public void Execute() => action();
}
