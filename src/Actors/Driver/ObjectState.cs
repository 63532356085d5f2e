namespace MeshNet.Actors.Driver;

/// <summary>How far an object of the data path is from what the replica wants.</summary>
public enum ObjectState
{
    /// <summary>In the kernel as it should be, when last looked at.</summary>
    Done,

    /// <summary>Waits for something that is not the kernel: the reason says for what.</summary>
    Pending,

    /// <summary>The kernel refused; it is tried again.</summary>
    Error,
}
