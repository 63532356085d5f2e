using System.Diagnostics;
using MeshNet.Linux.Namespaces;

namespace MeshNet.Node.Tests.Driver;

/// <summary>What a container is to us: a network namespace with a process in it.</summary>
internal sealed class Sandbox : IDisposable
{
    private readonly Process _process;

    public Sandbox(string role)
    {
        Inside = new TestNamespace(role);
        _process = Process.Start("nsenter", [$"--net={Inside.Path}", "sleep", "600"]);
        // nsenter has entered, and become sleep, some time after it was started.
        ulong wanted = Inside.Namespace.Inode;
        Assert.True(Eventually.Holds(() => ReadNamespace() == wanted), "the process did not enter the sandbox");
    }

    public TestNamespace Inside { get; }

    public int ProcessId => _process.Id;

    /// <summary>Ends the container: its process and then its namespace.</summary>
    public void End()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
    }

    public void Dispose()
    {
        End();
        _process.Dispose();
        Inside.Dispose();
    }

    private ulong ReadNamespace()
    {
        using NetworkNamespace current = MeshNet.Linux.Namespaces.NetworkNamespace.OpenOfProcess(ProcessId);
        return current.Inode;
    }
}
