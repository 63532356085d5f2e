using Akka.Actor;

namespace MeshNet.Kernel.Benchmarks;

/// <summary>Two actors that send each other one message for each that they get, with a window of messages under way.</summary>
internal static class PingPong
{
    public static async Task Run(int messages)
    {
        foreach (var window in new[] { 1, 100, 1000 })
        {
            var count = window == 1 ? messages / 10 : messages;
            using var system = Measured.QuietSystem();
            await Measured.Report($"Tell between two actors, window {window}", count, () => Once(system, count, window));
        }
    }

    private static async Task Once(ActorSystem system, int messages, int window)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = system.ActorOf(Props.Create(() => new Player(messages / 2, done)));
        var right = system.ActorOf(Props.Create(() => new Player(messages / 2, done)));
        var ball = new Ball();
        for (var i = 0; i < window; i++) left.Tell(ball, right);
        await done.Task;
        system.Stop(left);
        system.Stop(right);
    }

    private sealed record Ball;

    private sealed class Player : ReceiveActor
    {
        private int _seen;

        public Player(int messages, TaskCompletionSource done) => Receive<Ball>(ball =>
        {
            if (++_seen == messages) done.TrySetResult();
            else if (_seen < messages) Sender.Tell(ball);
        });
    }
}
