namespace MeshNet.Node.Tests.Names;

/// <summary>A test against the real kernel, in network namespaces of its own. It needs root.</summary>
public sealed class PrivilegedFactAttribute : FactAttribute
{
    public PrivilegedFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
            Skip = "Network namespaces need root: run the tests with sudo.";
    }
}
