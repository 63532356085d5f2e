using Akka.Actor;
using Akka.Util;

namespace MeshNet.Deterministic.Tests;

/// <summary>
/// Two systems that do all in which processes differ if nothing is done about it: many children that stop at once, ids of actors, timers of
/// one moment, death watch, restarts, and Akka's own random numbers.
/// </summary>
internal static class History
{
    public static string Play(ulong seed)
    {
        DeterministicLoop loop = new(seed);
        List<string> stopped = [];
        List<int> draws = [];
        foreach (string name in new[] { "one", "two" })
        {
            ActorSystem system = loop.CreateSystem(name);
            IActorRef parent = system.ActorOf(Made.By(() => new Parent(stopped, draws)), "parent");
            IActorRef watcher = system.ActorOf(Made.By(() => new Watcher(parent)), "watcher");
            system.Scheduler.ScheduleTellRepeatedly(TimeSpan.Zero, TimeSpan.FromMilliseconds(10), parent, "draw", watcher);
            loop.Schedule(TimeSpan.FromMilliseconds(95), () => parent.Tell("fail"));
            loop.Schedule(TimeSpan.FromSeconds(1), () => system.Stop(parent));
        }

        loop.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2 * 2 * Parent.Children, stopped.Count);
        return string.Create(CultureInfo.InvariantCulture, $"{loop.Hash:x16} {string.Join(' ', stopped)} {string.Join(' ', draws)}");
    }

    private sealed class Parent : UntypedActor
    {
        public const int Children = 40;

        private readonly List<int> _draws;

        public Parent(List<string> stopped, List<int> draws)
        {
            _draws = draws;
            for (int i = 0; i < Children; i++)
            {
                string name = $"child{i}";
                Context.ActorOf(Made.By(() => new Doing((_, _) => { }, () => stopped.Add(name))), name);
            }
        }

        protected override void OnReceive(object message)
        {
            if (message is "fail")
            {
                throw new InvalidOperationException("on purpose");
            }

            _draws.Add(ThreadLocalRandom.Current.Next());
            foreach (IActorRef child in Context.GetChildren())
            {
                child.Forward(message);
            }
        }
    }

    private sealed class Watcher : UntypedActor
    {
        public Watcher(IActorRef subject) => Context.Watch(subject);

        protected override void OnReceive(object message)
        {
        }
    }
}
