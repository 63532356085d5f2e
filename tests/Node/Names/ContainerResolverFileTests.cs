using MeshNet.Actors.Names;
using MeshNet.Node.Names;

namespace MeshNet.Node.Tests.Names;

public sealed class ContainerResolverFileTests : IDisposable
{
    private const string Original = "nameserver 192.0.2.1\nsearch example.org\n";

    private readonly string _file = Path.GetTempFileName();

    public ContainerResolverFileTests() => File.WriteAllText(_file, Original);

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void The_file_is_written_in_place_and_put_back()
    {
        using FileStream mounted = File.Open(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(mounted);

        ContainerResolverFile.Redirect(_file);
        Assert.Contains("\nnameserver 127.0.0.11\n", reader.ReadToEnd(), StringComparison.Ordinal);

        ContainerResolverFile.Restore(_file);
        Assert.Equal(Original, File.ReadAllText(_file));
    }

    [Fact]
    public void A_link_is_refused_wherever_it_leads()
    {
        string link = _file + ".link";
        File.CreateSymbolicLink(link, _file);
        try
        {
            Assert.Throws<IOException>(() => ContainerResolverFile.Redirect(link));
        }
        finally
        {
            File.Delete(link);
        }

        Assert.Equal(Original, File.ReadAllText(_file));
    }

    [Fact]
    public void A_path_into_a_container_s_tree_is_refused()
    {
        Assert.Throws<IOException>(() => ContainerResolverFile.Redirect($"/proc/self/root{_file}"));
        Assert.Equal(Original, File.ReadAllText(_file));
    }

    [PrivilegedFact]
    public async Task A_served_sandbox_has_its_file_redirected_until_it_is_released()
    {
        using TestSandbox sandbox = new();
        await using NameServers servers = new(new NameServerSettings());

        INameServer server = await servers.StartAsync(new NameSandbox(sandbox.Path, false, _file), TestTables.Demo(), default);
        Assert.Contains("127.0.0.11", File.ReadAllText(_file), StringComparison.Ordinal);

        await server.DisposeAsync();
        Assert.Equal(Original, File.ReadAllText(_file));
    }

    [PrivilegedFact]
    public async Task A_file_that_cannot_be_rewritten_leaves_no_rules_behind()
    {
        using TestSandbox sandbox = new();
        await using NameServers servers = new(new NameServerSettings());

        await Assert.ThrowsAnyAsync<IOException>(
            () => servers.StartAsync(new NameSandbox(sandbox.Path, false, "/nowhere/resolv.conf"), TestTables.Demo(), default));

        Assert.DoesNotContain("meshnet", sandbox.Tables(), StringComparison.Ordinal);
    }
}
