using MeshNet.Node.Plugin;
using Tmds.Linux;

namespace MeshNet.Node.Tests.Plugin;

public sealed class PluginSocketTests
{
    [Fact]
    public async Task A_socket_that_a_dead_process_left_is_replaced()
    {
        await using PluginHarness plugin = new();
        Directory.CreateDirectory(Path.GetDirectoryName(plugin.SocketPath)!);
        LeaveBehind(plugin.SocketPath);
        Assert.True(File.Exists(plugin.SocketPath));

        await plugin.StartAsync();

        Assert.Equal(200, (await plugin.CallAsync("Plugin.Activate", "")).Status);
    }

    [Fact]
    public async Task A_socket_that_another_process_serves_is_left_alone()
    {
        await using PluginHarness plugin = new();
        await plugin.StartAsync();
        await using PluginHarness second = new();

        PluginSocketException refusal = await Assert.ThrowsAsync<PluginSocketException>(() => PluginServer.StartAsync(
            new() { SocketPath = plugin.SocketPath }, second.Handler, (_, _) => { }, CancellationToken.None));

        Assert.StartsWith($"another process answers on {plugin.SocketPath}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(200, (await plugin.CallAsync("Plugin.Activate", "")).Status);
    }

    [Fact]
    public async Task A_file_that_is_no_socket_is_left_alone()
    {
        await using PluginHarness plugin = new();
        Directory.CreateDirectory(Path.GetDirectoryName(plugin.SocketPath)!);
        await File.WriteAllTextAsync(plugin.SocketPath, "");

        PluginSocketException refusal = await Assert.ThrowsAsync<PluginSocketException>(() => plugin.StartAsync());

        Assert.Contains("cannot be replaced", refusal.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(plugin.SocketPath));
    }

    [Theory]
    [InlineData("/proc/nowhere/meshnet.sock")]
    [InlineData("/tmp/0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789.sock")]
    public async Task A_socket_that_cannot_be_made_is_named(string path)
    {
        await using PluginHarness plugin = new();

        PluginSocketException refusal = await Assert.ThrowsAsync<PluginSocketException>(() => PluginServer.StartAsync(
            new() { SocketPath = path }, plugin.Handler, (_, _) => { }, CancellationToken.None));

        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_socket_file_goes_with_a_server_that_made_it()
    {
        await using PluginHarness plugin = new();
        await plugin.StartAsync();
        Assert.True(File.Exists(plugin.SocketPath));

        await plugin.StopAsync();

        Assert.False(File.Exists(plugin.SocketPath));
    }

    [Fact]
    public async Task A_call_made_while_the_daemon_is_away_waits_on_an_inherited_socket()
    {
        await using PluginHarness plugin = new();
        Directory.CreateDirectory(Path.GetDirectoryName(plugin.SocketPath)!);
        using Socket kept = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        kept.Bind(new UnixDomainSocketEndPoint(plugin.SocketPath));
        kept.Listen();

        await plugin.StartAsync(LibC.dup((int)kept.Handle));
        Assert.Equal(200, (await plugin.CallAsync("Plugin.Activate", "")).Status);
        await plugin.StopAsync();

        Assert.True(File.Exists(plugin.SocketPath));
        Task<(int Status, string? ContentType, string Body)> call = plugin.CallAsync("Plugin.Activate", "");
        await plugin.StartAsync(LibC.dup((int)kept.Handle));
        Assert.Equal(200, (await call).Status);
    }

    [Fact]
    public void An_inherited_socket_is_found_by_its_path_among_the_descriptors_that_were_handed_over()
    {
        string folder = Directory.CreateTempSubdirectory("mn-plugin-").FullName;
        try
        {
            string path = Path.Combine(folder, "meshnet.sock");
            using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen();
            int descriptor = (int)listener.Handle;
            Dictionary<string, string> enough = new()
            {
                ["LISTEN_PID"] = "17",
                ["LISTEN_FDS"] = (descriptor - 2).ToString(CultureInfo.InvariantCulture),
            };
            Dictionary<string, string> tooFew = new(enough)
            {
                ["LISTEN_FDS"] = (descriptor - 3).ToString(CultureInfo.InvariantCulture),
            };

            Assert.Equal(descriptor, InheritedSockets.Find(path, enough.GetValueOrDefault, 17));
            Assert.Null(InheritedSockets.Find(path, enough.GetValueOrDefault, 18));
            Assert.Null(InheritedSockets.Find(path, tooFew.GetValueOrDefault, 17));
            Assert.Null(InheritedSockets.Find(path + "x", enough.GetValueOrDefault, 17));
            Assert.Null(InheritedSockets.Find(path, _ => null, 17));
            Assert.Null(InheritedSockets.Find(path, _ => "-5", 17));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The file of a socket stays when its process dies; here it is moved away before .NET removes it.</summary>
    private static void LeaveBehind(string path)
    {
        string made = path + ".made";
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(made));
        socket.Listen();
        File.Move(made, path);
    }
}
