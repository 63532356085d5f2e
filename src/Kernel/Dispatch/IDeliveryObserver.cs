using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>Sees each user message just before its actor does.</summary>
internal interface IDeliveryObserver
{
    void OnDelivery(ActorPath recipient, object message);
}
