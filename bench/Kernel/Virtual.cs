using System.Diagnostics;
using Akka.Actor;
using Akka.Dispatch;

namespace MeshNet.Kernel.Benchmarks;

/// <summary>A thousand systems on one deterministic dispatcher, each with a timer, passing messages round.</summary>
internal static class Virtual
{
    private const int Systems = 1000;

    public static void Run(int messages)
    {
        var dispatcher = new DeterministicDispatcher(1);
        var actors = Enumerable.Range(0, Systems)
            .Select(i => ActorSystem.Create($"node{i}", dispatcher.Setup).ActorOf(Props.Create(() => new Node())))
            .ToArray();
        for (var i = 0; i < Systems; i++) actors[i].Tell(actors[(i + 1) % Systems]);
        dispatcher.Advance(TimeSpan.FromSeconds(1));
        var before = dispatcher.DeliveredCount;
        var allocated = GC.GetTotalAllocatedBytes();
        var processor = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        while (dispatcher.DeliveredCount - before < messages) dispatcher.Advance(TimeSpan.FromSeconds(1));
        var delivered = dispatcher.DeliveredCount - before;
        var rate = delivered / Stopwatch.GetElapsedTime(start).TotalSeconds;
        Measured.Print(
            $"Deliveries over {Systems} systems in virtual time",
            rate,
            rate,
            (Environment.CpuUsage.TotalTime - processor).TotalNanoseconds / delivered,
            (double)(GC.GetTotalAllocatedBytes() - allocated) / delivered);
    }

    private sealed class Node : ReceiveActor, IWithTimers
    {
        private IActorRef _next = ActorRefs.Nobody;

        public Node()
        {
            Receive<IActorRef>(next => _next = next);
            Receive<string>(_ => _next.Tell(new Hop(8)));
            Receive<Hop>(hop =>
            {
                if (hop.Left > 0) _next.Tell(new Hop(hop.Left - 1));
            });
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => Timers.StartPeriodicTimer("tick", "tick", TimeSpan.FromMilliseconds(100));

        private sealed record Hop(int Left);
    }
}
