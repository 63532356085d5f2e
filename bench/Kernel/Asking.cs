using Akka.Actor;

namespace MeshNet.Kernel.Benchmarks;

/// <summary>Asks, one after another, with a timeout armed for each.</summary>
internal static class Asking
{
    public static async Task Run(int messages)
    {
        using var system = Measured.QuietSystem();
        var echo = system.ActorOf(Props.Create(() => new Echo()));
        var question = new object();
        await Measured.Report("Ask and answer, one at a time, 5 s timeout", messages, async () =>
        {
            for (var i = 0; i < messages; i++) await echo.Ask<object>(question, TimeSpan.FromSeconds(5));
        });
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }
}
