namespace MeshNet.Actors.Edges;

/// <summary>There is no such network namespace (any more).</summary>
public sealed class SandboxGoneException : Exception
{
    public SandboxGoneException(string message) : base(message)
    {
    }
}
