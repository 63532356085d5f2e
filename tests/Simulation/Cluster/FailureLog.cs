using Akka.Event;
using MeshNet.Actors.Gossip;

namespace MeshNet.Simulation.Cluster;

/// <summary>
/// The logs of all nodes. An actor that fails is a violation of its own, unless its disk refused: whatever it is, it was not meant.
/// </summary>
internal sealed class FailureLog(Action<string>? trace) : ILogSink
{
    public Violation? First { get; private set; }

    public void Write(LogEvent logEvent)
    {
        trace?.Invoke(logEvent.ToString());
        if (logEvent is Error { Cause: not (null or StoreException) })
        {
            First ??= new Violation("actor", logEvent.ToString());
        }
    }
}
