using Akka.Actor;

namespace Akka.Event;

public static class Logging
{
    /// <summary>A logger in the name of the actor.</summary>
    public static ILoggingAdapter GetLogger(this IActorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Create(context.System, context.Self.Path.ToString(), context.Props.Type);
    }

    /// <param name="system">Whose log it is.</param>
    /// <param name="logSource">A name, a type, an actor, or any object for its type's name.</param>
    public static ILoggingAdapter GetLogger(ActorSystem system, object logSource)
    {
        ArgumentNullException.ThrowIfNull(logSource);
        return logSource switch
        {
            string name => Create(system, name, typeof(string)),
            Type type => Create(system, type.Name, type),
            IActorRef actor => Create(system, actor.Path.ToString(), actor.GetType()),
            _ => Create(system, logSource.GetType().Name, logSource.GetType()),
        };
    }

    private static BusLogging Create(ActorSystem system, string source, Type type) => new(((ActorSystemImpl)system).LoggingBus, source, type);
}
