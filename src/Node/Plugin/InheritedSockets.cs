using System.Text;
using Tmds.Linux;

namespace MeshNet.Node.Plugin;

/// <summary>
/// Listening sockets that the parent process made and keeps, as sd_listen_fds(3) hands them over: descriptors from 3 on, as
/// many as LISTEN_FDS says, meant for the process LISTEN_PID. While the daemon is away dockerd's calls then wait in the
/// socket's queue instead of failing after 15 s.
/// </summary>
public static class InheritedSockets
{
    private const int FirstDescriptor = 3;
    private const int MaxDescriptors = 1024;

    /// <summary>Of sockaddr_un, before the path.</summary>
    private const int FamilyBytes = 2;

    /// <summary>The descriptor that listens on <paramref name="path"/>, or null when none was handed over.</summary>
    public static int? Find(string path) => Find(path, Environment.GetEnvironmentVariable, Environment.ProcessId);

    /// <param name="path">The socket's path.</param>
    /// <param name="variable">Looks an environment variable up.</param>
    /// <param name="processId">This process.</param>
    public static int? Find(string path, Func<string, string?> variable, int processId) =>
        Number(variable("LISTEN_PID")) != processId
            ? null
            : Enumerable.Range(FirstDescriptor, Math.Clamp(Number(variable("LISTEN_FDS")), 0, MaxDescriptors))
                .Where(descriptor => PathOf(descriptor) == Path.GetFullPath(path))
                .Select(descriptor => (int?)descriptor)
                .FirstOrDefault();

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    /// <summary>
    /// Asks the kernel and touches nothing: a framework socket around a foreign descriptor would shut it down when it is disposed.
    /// </summary>
    private static unsafe string? PathOf(int descriptor)
    {
        sockaddr_un address;
        socklen_t length = sizeof(sockaddr_un);
        if (LibC.getsockname(descriptor, (sockaddr*)&address, &length) != 0 || (int)length <= FamilyBytes || address.sun_family != LibC.AF_UNIX)
        {
            return null;
        }

        Span<byte> path = new(address.sun_path, Math.Min((int)length, sizeof(sockaddr_un)) - FamilyBytes);
        return Encoding.UTF8.GetString(path[..(path.IndexOf((byte)0) is >= 0 and var end ? end : path.Length)]);
    }
}
