namespace MeshNet.Node.Management;

/// <summary>A management call that cannot be done, with the HTTP status that says of which kind the reason is.</summary>
public sealed class ControlException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    public static ControlException NotInMesh() => new(409, "this host is in no mesh: run 'meshnet init' or 'meshnet join'");

    public static ControlException NotFound(string message) => new(404, message);

    public static ControlException Conflict(string message) => new(409, message);

    public static ControlException BadRequest(string message) => new(400, message);
}
