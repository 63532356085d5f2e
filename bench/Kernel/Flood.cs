using Akka.Actor;

namespace MeshNet.Kernel.Benchmarks;

/// <summary>Threads that are no actors send to one actor as fast as they can, with at most a window of messages under way.</summary>
internal static class Flood
{
    public static async Task Run(int messages)
    {
        foreach (var senders in new[] { 1, 2 })
        {
            using var system = Measured.QuietSystem();
            await Measured.Report($"Tell from {senders} thread(s) to one actor", messages, () => Once(system, messages, senders));
        }
    }

    private static async Task Once(ActorSystem system, int messages, int senders)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sink = system.ActorOf(Props.Create(() => new Sink(messages, done)));
        var message = new object();
        await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < messages / senders; i++) sink.Tell(message, ActorRefs.NoSender);
        })));
        await done.Task;
        system.Stop(sink);
    }

    private sealed class Sink(int messages, TaskCompletionSource done) : UntypedActor
    {
        private int _left = messages;

        protected override void OnReceive(object message)
        {
            if (--_left == 0) done.SetResult();
        }
    }
}
