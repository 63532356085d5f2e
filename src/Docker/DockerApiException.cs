using System.Net;

namespace MeshNet.Docker;

/// <summary>The daemon answered, and refused. The message names the call and carries the daemon's own words.</summary>
public sealed class DockerApiException : DockerException
{
    /// <param name="status">The HTTP status.</param>
    /// <param name="daemonMessage">The daemon's own sentence.</param>
    /// <param name="call">Method and path, for example <c>GET /networks/demo</c>.</param>
    public DockerApiException(HttpStatusCode status, string daemonMessage, string call)
        : base($"Docker refused {call} ({(int)status}): {daemonMessage}")
    {
        Status = status;
        DaemonMessage = daemonMessage;
    }

    public HttpStatusCode Status { get; }

    /// <summary>The daemon's own sentence, without ours around it.</summary>
    public string DaemonMessage { get; }

    /// <summary>404: the object is not there (any more).</summary>
    public bool IsNotFound => Status == HttpStatusCode.NotFound;

    /// <summary>409: the object is there already, or in a state that does not allow the call.</summary>
    public bool IsConflict => Status == HttpStatusCode.Conflict;
}
