namespace MeshNet.Linux.Tests.Support;

/// <summary>A test against the real kernel, in network namespaces and its own mount namespace. It needs root.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PrivilegedFactAttribute : FactAttribute
{
    public PrivilegedFactAttribute() => Skip = Privilege.Missing;
}
