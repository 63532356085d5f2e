using MeshNet.Actors.Names;
using MeshNet.Node.Names;
using MeshNet.Node.Tests.Storage;

namespace MeshNet.Node.Tests.Names;

public sealed class SandboxFilesTests : IDisposable
{
    private static readonly ServeSandbox Web = new(new(0xA1), new(0xB1), "/var/run/docker/netns/a1", EngineResolver: true);
    private static readonly ServeSandbox Db = new(new(0xA2), new(0xB1), "/var/run/docker/netns/a2", EngineResolver: false, "/resolv.conf");

    private readonly TemporaryDirectory _run = new();

    private string Names => Path.Combine(_run.Path, "names");

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Nothing_is_remembered_where_there_is_no_directory_yet()
    {
        RememberedSandboxes found = new SandboxFiles(Names).Read();

        Assert.Empty(found.Requests);
        Assert.Empty(found.Damaged);
    }

    [Fact]
    public void What_one_daemon_remembers_the_next_one_reads_word_for_word()
    {
        SandboxFiles files = new(Names);
        files.Remember(Db);
        files.Remember(Web);

        Assert.Equal<ServeSandbox>([Web, Db], [.. new SandboxFiles(Names).Read().Requests]);
        Assert.Equal(["000000000000000000000000000000a1.json", "000000000000000000000000000000a2.json"], Listing());
    }

    [Fact]
    public void A_later_request_for_an_endpoint_takes_the_place_of_the_earlier()
    {
        SandboxFiles files = new(Names);
        files.Remember(Web);
        files.Remember(Web with { SandboxPath = "/var/run/docker/netns/a3" });

        Assert.Equal("/var/run/docker/netns/a3", Assert.Single(files.Read().Requests).SandboxPath);
    }

    [Fact]
    public void What_is_forgotten_is_gone_and_may_be_forgotten_again()
    {
        SandboxFiles files = new(Names);
        files.Forget(Web.Endpoint);
        files.Remember(Web);
        files.Forget(Web.Endpoint);
        files.Forget(Web.Endpoint);

        Assert.Empty(files.Read().Requests);
        Assert.Empty(Listing());
    }

    [Fact]
    public void A_path_by_a_process_number_is_kept_for_this_life_and_not_for_the_next_and_takes_the_place_of_what_was()
    {
        ServeSandbox labelled = Web with { SandboxPath = "/proc/7/ns/net" };
        SandboxFiles files = new(Names);
        files.Remember(Web);
        files.Remember(labelled);

        Assert.Equal(labelled, Assert.Single(files.Read().Requests));
        Assert.Empty(new SandboxFiles(Names).Read().Requests);
        files.Remember(Web);
        Assert.Equal(Web, Assert.Single(files.Read().Requests));
        files.Remember(labelled);
        files.Forget(Web.Endpoint);
        Assert.Empty(files.Read().Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{ "Endpoint": "a1" }""")]
    [InlineData("""{ "Endpoint": "xyz", "Network": "b1", "Path": "/p", "EngineResolver": true, "ResolverFile": null }""")]
    [InlineData("""{ "Endpoint": "000000000000000000000000000000a1", "Network": "b1", "Path": null, "EngineResolver": true, "ResolverFile": null }""")]
    public void A_file_that_says_nothing_is_named_and_removed_and_the_others_are_read(string content)
    {
        SandboxFiles files = new(Names);
        files.Remember(Web);
        string damaged = Path.Combine(Names, "damaged.json");
        File.WriteAllText(damaged, content);

        RememberedSandboxes found = files.Read();

        Assert.Equal(Web, Assert.Single(found.Requests));
        Assert.Contains(damaged, Assert.Single(found.Damaged), StringComparison.Ordinal);
        Assert.False(File.Exists(damaged));
    }

    [Fact]
    public void A_write_that_was_cut_short_leaves_the_former_content()
    {
        SandboxFiles files = new(Names);
        files.Remember(Web);
        File.WriteAllText(Path.Combine(Names, Web.Endpoint + ".json.new"), "{ \"Endp");

        Assert.Equal(Web, Assert.Single(files.Read().Requests));
        Assert.Single(Listing());
    }

    private IEnumerable<string> Listing() => Directory.GetFiles(Names).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);
}
