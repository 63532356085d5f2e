namespace MeshNet.Node.Management;

/// <summary>A management call that cannot be done, with the HTTP status that says of which kind the reason is.</summary>
public sealed class ControlException(int status, string message, Exception? cause = null) : Exception(message, cause)
{
    public int Status { get; } = status;

    public static ControlException NotInMesh() => new(409, "this host is not in a mesh: run 'meshnet init' or 'meshnet join'");

    public static ControlException NotFound(string message) => new(404, message);

    public static ControlException Conflict(string message) => new(409, message);

    public static ControlException BadRequest(string message) => new(400, message);

    /// <summary>What this host needs for it does not work now; it may later.</summary>
    public static ControlException Unavailable(string message, Exception cause) => new(503, message, cause);

    /// <summary>Somebody who was asked gave no answer.</summary>
    public static ControlException Late(string message, Exception? cause = null) => new(504, message, cause);
}
