using Akka.Actor;

namespace Akka.Event;

/// <summary>Publish and subscribe within one system, by the type of the event: a subscriber gets it and all of its subtypes.</summary>
public sealed class EventStream
{
    private readonly Lock _gate = new();
    private readonly List<(IActorRef Subscriber, Type Channel)> _subscriptions = [];
    private volatile Dictionary<Type, IActorRef[]> _routes = [];

    internal EventStream()
    {
    }

    /// <returns>False when it was subscribed already.</returns>
    public bool Subscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(channel);
        lock (_gate)
        {
            if (_subscriptions.Contains((subscriber, channel))) return false;
            _subscriptions.Add((subscriber, channel));
            _routes = [];
            return true;
        }
    }

    public bool Subscribe<TChannel>(IActorRef subscriber) => Subscribe(subscriber, typeof(TChannel));

    /// <returns>False when it was not subscribed.</returns>
    public bool Unsubscribe(IActorRef subscriber, Type channel)
    {
        lock (_gate)
        {
            if (!_subscriptions.Remove((subscriber, channel))) return false;
            _routes = [];
            return true;
        }
    }

    public bool Unsubscribe<TChannel>(IActorRef subscriber) => Unsubscribe(subscriber, typeof(TChannel));

    /// <summary>Ends all of its subscriptions. An actor that stops needs not do it itself.</summary>
    public bool Unsubscribe(IActorRef subscriber)
    {
        lock (_gate)
        {
            if (_subscriptions.RemoveAll(one => one.Subscriber.Equals(subscriber)) == 0) return false;
            _routes = [];
            return true;
        }
    }

    public void Publish(object @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        var routes = _routes;
        if (!routes.TryGetValue(@event.GetType(), out var subscribers)) subscribers = Route(@event.GetType());
        foreach (var subscriber in subscribers) subscriber.Tell(@event, ActorRefs.NoSender);
    }

    // Readers take no lock: they see the old table or the new one, never one that is being changed.
    private IActorRef[] Route(Type type)
    {
        lock (_gate)
        {
            IActorRef[] subscribers =
                [.. _subscriptions.Where(one => one.Channel.IsAssignableFrom(type)).Select(one => one.Subscriber).Distinct()];
            _routes = new Dictionary<Type, IActorRef[]>(_routes) { [type] = subscribers };
            return subscribers;
        }
    }
}
