namespace MeshNet.Linux.Tests.Support;

/// <summary>A table of tests against the real kernel, in network namespaces of their own. It needs root.</summary>
public sealed class PrivilegedTheoryAttribute : TheoryAttribute
{
    public PrivilegedTheoryAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
            Skip = "Network namespaces need root: run the tests with sudo.";
    }
}
