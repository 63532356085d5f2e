using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <content>Who is watched, and who watches.</content>
internal sealed partial class ActorCell
{
    private readonly OrderedDictionary<IActorRef, object?> _watching = [];
    private readonly OrderedDictionary<IActorRef, object?> _terminatedQueued = [];
    private readonly List<InternalActorRef> _watchers = [];

    IActorRef ICanWatch.Watch(IActorRef subject) => WatchWithOptional(subject, null);

    IActorRef ICanWatch.WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return WatchWithOptional(subject, message);
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        var watchee = InternalActorRef.Of(subject);
        if (_watching.Remove(watchee)) watchee.SendSystemMessage(new Unwatch(watchee, SelfRef));
        _terminatedQueued.Remove(watchee);
        return subject;
    }

    private IActorRef WatchWithOptional(IActorRef subject, object? message)
    {
        var watchee = InternalActorRef.Of(subject);
        if (ReferenceEquals(watchee, SelfRef)) return subject;
        if (_watching.TryGetValue(watchee, out var previous))
        {
            if (!Equals(previous, message))
                throw new InvalidOperationException($"{Self} watches {subject} with {previous ?? "Terminated"} already: unwatch it before watching it with another message.");
            return subject;
        }

        _watching.Add(watchee, message);
        watchee.SendSystemMessage(new Watch(watchee, SelfRef));
        return subject;
    }

    private void AddWatcher(Watch watch)
    {
        if (ReferenceEquals(watch.Watchee, SelfRef) && !_watchers.Contains(watch.Watcher)) _watchers.Add(watch.Watcher);
    }

    private void RemoveWatcher(Unwatch unwatch)
    {
        if (ReferenceEquals(unwatch.Watchee, SelfRef)) _watchers.Remove(unwatch.Watcher);
    }

    private void HandleDeath(DeathWatchNotification notification)
    {
        var dead = notification.Actor;
        if (_watching.Remove(dead, out var message) && !Children.IsTerminating)
        {
            _terminatedQueued.TryAdd(dead, message);
            Self.Tell(new Terminated(dead, notification.ExistenceConfirmed, addressTerminated: false), dead);
        }

        if (dead is LocalActorRef child && Children.StatsOf(child) is not null) HandleChildTermination(child);
    }

    private void DeliverTerminated(Terminated terminated)
    {
        if (!_terminatedQueued.Remove(terminated.ActorRef, out var message)) return;
        if (message is null)
        {
            Deliver(terminated);
            return;
        }

        _envelope = new Envelope(message, _envelope.Sender);
        Deliver(message);
    }

    /// <summary>Puts stashed messages back at the front of the mailbox.</summary>
    public void PutBack(IReadOnlyList<Envelope> envelopes)
    {
        foreach (var envelope in envelopes)
        {
            if (envelope.Message is Terminated terminated) _terminatedQueued.TryAdd(terminated.ActorRef, null);
        }

        Mailbox.Prepend(envelopes);
    }

    private void TellWatchers()
    {
        foreach (var watcher in _watchers)
        {
            // The parent has its notice, being the parent.
            if (!ReferenceEquals(watcher, ParentRef)) watcher.SendSystemMessage(new DeathWatchNotification(SelfRef, existenceConfirmed: true));
        }

        _watchers.Clear();
    }

    private void UnwatchAll()
    {
        foreach (var watched in _watching.Keys.ToArray()) InternalActorRef.Of(watched).SendSystemMessage(new Unwatch(InternalActorRef.Of(watched), SelfRef));
        _watching.Clear();
        _terminatedQueued.Clear();
    }
}
