namespace MeshNet.Actors.Edges;

/// <summary>A call to the local engine that did not succeed. The message is a sentence for the operator.</summary>
public sealed class EngineException(EngineFault fault, string message, Exception? cause = null) : Exception(message, cause)
{
    public EngineFault Fault { get; } = fault;
}
