namespace MeshNet.Actors.DockerEvents;

/// <summary>A call to the local engine that did not succeed. The message is a sentence for the operator.</summary>
public sealed class EngineException(EngineFault fault, string message, Exception? cause = null) : Exception(message, cause)
{
    public EngineFault Fault { get; } = fault;
}

/// <summary>In which way a call to the engine failed, as far as a decision depends on it.</summary>
public enum EngineFault
{
    /// <summary>No engine answers: wait until one does.</summary>
    Unreachable = 0,

    /// <summary>The engine took the call and did not answer in time: it may have been carried out.</summary>
    TimedOut = 1,

    /// <summary>The engine said no: a name is taken, a network is in use, its plugin refused.</summary>
    Refused = 2,
}
