using Akka.Actor;
using Akka.Event;

namespace MeshNet.Simulation.Scenarios;

/// <summary>Sees each view that a node publishes, as its driver and its resolver do.</summary>
internal sealed class ViewWitness : ReceiveActor
{
    public ViewWitness(Action<MeshView> seen) => Receive<MeshView>(seen);

    protected override void PreStart() => Context.System.EventStream.Subscribe<MeshView>(Self);
}
