namespace MeshNet.Linux.Tests.Support;

/// <summary>A table of tests against the real kernel, in network namespaces of their own. It needs root.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PrivilegedTheoryAttribute : TheoryAttribute
{
    public PrivilegedTheoryAttribute() => Skip = Privilege.Missing;
}
