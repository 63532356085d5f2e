using System.Runtime.InteropServices;
using MeshNet.Node.Cli;

namespace MeshNet.Node.Daemon;

/// <summary>Who may do this.</summary>
internal static partial class RootUser
{
    /// <exception cref="CliException">The user is not root: says why that is needed and what to type.</exception>
    public static void Require(string what, string command)
    {
        if (geteuid() != 0)
        {
            throw new CliException($"{what}, which only root may: run 'sudo meshnet {command}'");
        }
    }

    [LibraryImport("libc")]
    private static partial uint geteuid();
}
