using Akka.Actor;

namespace MeshNet.Deterministic.Tests;

/// <summary>Actors made by a delegate: an expression would be compiled, and its arguments evaluated once.</summary>
internal static class Made
{
    public static Props By<TActor>(Func<TActor> make)
        where TActor : ActorBase => Props.CreateBy(new Producer<TActor>(make));

    private sealed class Producer<TActor>(Func<TActor> make) : IIndirectActorProducer
        where TActor : ActorBase
    {
        public Type ActorType => typeof(TActor);

        public ActorBase Produce() => make();

        public void Release(ActorBase actor)
        {
        }
    }
}

/// <summary>Does with each message what it is told.</summary>
internal sealed class Doing(Action<IActorContext, object> receive, Action? stopped = null) : UntypedActor
{
    protected override void OnReceive(object message) => receive(Context, message);

    protected override void PostStop() => stopped?.Invoke();
}
