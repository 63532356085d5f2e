using System.Diagnostics;

namespace MeshNet.Node.Tests.Storage;

/// <summary>A directory of a test's own; on request a tiny file system of its own.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private readonly string? _mounted;

    public TemporaryDirectory(string? tmpfsSize = null)
    {
        Path = Directory.CreateTempSubdirectory("mn-store-").FullName;
        if (tmpfsSize is not null)
        {
            Run("mount", "-t", "tmpfs", "-o", $"size={tmpfsSize}", "mn-store", Path);
            _mounted = Path;
        }
    }

    public string Path { get; }

    public void Remount(string options) => Run("mount", "-o", $"remount,{options}", Path);

    public void Dispose()
    {
        if (_mounted is not null)
        {
            Run("umount", "-l", _mounted);
        }

        Directory.Delete(Path, recursive: true);
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {said}");
    }
}
