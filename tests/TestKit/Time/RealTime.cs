using System.Diagnostics;

namespace Akka.TestKit;

internal sealed class RealTime : TestTime
{
    public override TimeSpan Now => Stopwatch.GetElapsedTime(0);

    public override bool WaitFor(Func<bool> condition, TimeSpan atMost) => SpinWait.SpinUntil(condition, atMost);
}
