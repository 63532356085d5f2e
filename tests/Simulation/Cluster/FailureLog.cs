using Akka.Event;
using MeshNet.Actors.Gossip;

namespace MeshNet.Simulation.Cluster;

/// <summary>
/// The logs of all nodes. An actor that fails is a violation of its own, unless its disk refused: whatever it is, it was not meant.
/// </summary>
internal sealed class FailureLog(Action<string>? trace)
{
    public Violation? First { get; private set; }

    public void Take(LogEvent logEvent)
    {
        // Without the time that Akka writes before it, which is the real one.
        string text = $"{logEvent.LogLevel()} {logEvent.LogSource}: {logEvent.Message} {logEvent.Cause}";
        trace?.Invoke(text);
        if (logEvent is Error { Cause: not (null or StoreException) })
        {
            First ??= new Violation("actor", text);
        }
    }
}
