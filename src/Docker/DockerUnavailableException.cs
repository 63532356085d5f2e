namespace MeshNet.Docker;

/// <summary>No daemon answers on the socket, or it went away in the middle of an answer. Worth trying again later.</summary>
public sealed class DockerUnavailableException : DockerException
{
    public DockerUnavailableException(string socketPath, string message, Exception? inner = null)
        : base(message, inner) => SocketPath = socketPath;

    public string SocketPath { get; }
}
