using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Puts whatever it receives into the inbox of a test.</summary>
internal sealed class TestActor(TestInbox inbox) : ActorBase
{
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case WatchThis watch:
                Context.Watch(watch.Subject);
                watch.Done();
                break;
            case UnwatchThis unwatch:
                Context.Unwatch(unwatch.Subject);
                unwatch.Done();
                break;
            default:
                inbox.Add(message, Sender);
                break;
        }

        return true;
    }

    internal sealed record WatchThis(IActorRef Subject, Action Done);

    internal sealed record UnwatchThis(IActorRef Subject, Action Done);
}
