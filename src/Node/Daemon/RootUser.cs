using MeshNet.Node.Cli;

namespace MeshNet.Node.Daemon;

/// <summary>Who may do this.</summary>
internal static class RootUser
{
    /// <exception cref="CliException">The user is not root: says why that is needed and what to type.</exception>
    public static void Require(string what, string command)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            throw new CliException($"{what}, and only root may do that: run 'sudo meshnet {command}'");
        }
    }
}
