namespace MeshNet.Linux.Tests.Support;

internal static class Privilege
{
    /// <summary>Why tests against the real kernel are left out; null when they are not.</summary>
    public static string? Missing { get; } =
        Environment.IsPrivilegedProcess ? null : "Network namespaces and mounts need root: run the tests with sudo.";
}
