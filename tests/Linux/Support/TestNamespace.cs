using System.Text.Json;
using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Processes;

namespace MeshNet.Linux.Tests.Support;

/// <summary>A network namespace of one test, kept in a file, so that programs that we did not write can look into it.</summary>
public sealed class TestNamespace : IDisposable
{
    /// <summary>
    /// Not /run/netns: "ip netns add", run by somebody else at the same time, mounts that directory over itself with all that is in it,
    /// and what is mounted underneath can no longer be unmounted.
    /// </summary>
    public static readonly string Directory = $"/run/mn-test-{Environment.ProcessId}";

    private static readonly TimeSpan ToolTimeout = TimeSpan.FromSeconds(20);

    static TestNamespace() => AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.Directory.Delete(Directory);

    public TestNamespace(string role)
    {
        Name = $"mn-t-{role}-{Guid.NewGuid():N}"[..28];
        Namespace = NamespaceFile.Create(Path);
        Netlink = RoutingNetlink.Open(Namespace);
    }

    public string Name { get; }

    public string Path => $"{Directory}/{Name}";

    public NetworkNamespace Namespace { get; }

    public RoutingNetlink Netlink { get; }

    public void Dispose()
    {
        Netlink.Dispose();
        Namespace.Dispose();
        NamespaceFile.Delete(Path);
    }

    /// <summary>Runs a program inside; its output, or an exception that quotes its complaint.</summary>
    public string Execute(string program, params string[] arguments)
    {
        CommandResult result = TryExecute(program, arguments);
        return result.IsSuccess
            ? result.Output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)}: {result.ExitCode}: {result.Output}{result.Error}");
    }

    public CommandResult TryExecute(string program, params string[] arguments) =>
        Command.Run("nsenter", [$"--net={Path}", program, .. arguments], ToolTimeout);

    /// <summary>Runs a program that prints JSON.</summary>
    public JsonElement[] ExecuteJson(string program, params string[] arguments)
    {
        using JsonDocument document = JsonDocument.Parse(Execute(program, arguments));
        // "bridge -j" and "ip -j" leave an empty object where there is nothing at all.
        return [.. document.RootElement.EnumerateArray().Where(item => item.EnumerateObject().Any()).Select(item => item.Clone())];
    }
}
