using System.Text;
using MeshNet.Protocol.Names;

namespace MeshNet.Node.Names;

/// <summary>
/// The resolv.conf that Docker keeps for a container on the host and mounts into it. It is written in place: the mount shows the
/// file itself, not its name.
/// </summary>
internal static class ContainerResolverFile
{
    private const int BytesMax = 64 * 1024;

    private static readonly IPAddress Resolver = IPAddress.Parse("127.0.0.11");

    /// <summary>The IPv4 servers that the file names besides us.</summary>
    /// <exception cref="IOException">There is no such file, or it is not one that Docker keeps.</exception>
    public static IReadOnlyList<IPAddress> OtherServers(string path)
    {
        IReadOnlyList<IPAddress> servers = [];
        Edit(path, text =>
        {
            servers = [.. ResolverFile.NameServers(ResolverFile.Restore(text))
                .Where(server => server.AddressFamily == AddressFamily.InterNetwork && !server.Equals(Resolver))];
            return text;
        });
        return servers;
    }

    public static void Redirect(string path) => Edit(path, text => ResolverFile.Redirect(text, Resolver));

    public static void Restore(string path) => Edit(path, ResolverFile.Restore);

    private static void Edit(string path, Func<string, string> edit)
    {
        // A path into a container's own tree may lead anywhere on the host by a link that the container made.
        FileInfo file = new(path);
        if (file.LinkTarget is not null || path.StartsWith("/proc/", StringComparison.Ordinal))
        {
            throw new IOException(
                $"rewrite resolver file {path}: it is a link or inside a container's file system; it must be Docker's ResolvConfPath");
        }

        using FileStream stream = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (stream.Length > BytesMax)
        {
            throw new IOException($"rewrite resolver file {path}: {stream.Length} bytes are more than {BytesMax}");
        }

        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        string text = Encoding.UTF8.GetString(bytes);
        string edited = edit(text);
        if (edited == text)
        {
            return;
        }

        stream.Position = 0;
        stream.Write(Encoding.UTF8.GetBytes(edited));
        stream.SetLength(stream.Position);
    }
}
