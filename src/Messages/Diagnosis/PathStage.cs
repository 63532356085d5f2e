namespace MeshNet.Messages;

/// <summary>Where two nodes are in trying the ways between them.</summary>
public enum PathStage : byte
{
    /// <summary>Asks the other to listen, and to send something back on every way.</summary>
    Prepare = 0,

    /// <summary>The other listens.</summary>
    Ready = 1,

    /// <summary>Proves by its arrival that a datagram passes.</summary>
    Datagram = 2,

    /// <summary>What the other has heard.</summary>
    Report = 3,
}
