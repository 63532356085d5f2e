using Akka.Dispatch;

namespace Akka.TestKit;

/// <summary>Waiting is running the actors: it takes no time but theirs.</summary>
internal sealed class VirtualTime(DeterministicDispatcher dispatcher) : TestTime
{
    public override TimeSpan Now => dispatcher.Now;

    public override bool WaitFor(Func<bool> condition, TimeSpan atMost) => dispatcher.RunFor(atMost, condition);
}
