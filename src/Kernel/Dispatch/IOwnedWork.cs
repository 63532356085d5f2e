using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>Work that dies with its system.</summary>
internal interface IOwnedWork : IThreadPoolWorkItem
{
    ActorSystemImpl System { get; }
}
