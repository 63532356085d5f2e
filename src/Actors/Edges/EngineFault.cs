namespace MeshNet.Actors.Edges;

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
