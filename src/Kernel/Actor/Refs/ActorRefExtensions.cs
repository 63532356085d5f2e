using System.Diagnostics.CodeAnalysis;

namespace Akka.Actor;

public static class ActorRefExtensions
{
    /// <summary>True for <c>null</c> and for <see cref="ActorRefs.Nobody"/>.</summary>
    public static bool IsNobody([NotNullWhen(false)] this IActorRef? actorRef) => actorRef is null or Nobody;
}
