namespace MeshNet.Docker;

/// <summary>A call to the Docker Engine that did not succeed; the subclasses tell the three ways.</summary>
public abstract class DockerException : Exception
{
    private protected DockerException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
