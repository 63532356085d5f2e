namespace MeshNet.Actors;

/// <summary>
/// Makes actors by a delegate. Akka's own <c>Props.Create</c> takes an expression, compiles it at each call, and evaluates its arguments
/// once: a restarted actor would go on with what its predecessor had used up, a generator of random numbers for one.
/// </summary>
public static class Made
{
    /// <summary>The actor runs where its class says: <see cref="Dispatchers.Blocking"/> if it <see cref="IBlocks"/>.</summary>
    public static Props By<TActor>(Func<TActor> make)
        where TActor : ActorBase
    {
        Props props = Props.CreateBy(new Producer<TActor>(make));
        return typeof(TActor).IsAssignableTo(typeof(IBlocks)) ? props.WithDispatcher(Dispatchers.Blocking) : props;
    }

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
