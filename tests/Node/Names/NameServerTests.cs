using MeshNet.Actors.Names;
using MeshNet.Node.Names;

namespace MeshNet.Node.Tests.Names;

/// <summary>What a container with Docker's resolver gets, asked by the programs that containers use.</summary>
public sealed class NameServerTests : IAsyncLifetime, IDisposable
{
    private readonly TestSandbox _sandbox = new();
    private readonly NameServers _servers = new(new NameServerSettings());
    private FakeResolver _engine = null!;
    private INameServer _server = null!;

    public async Task InitializeAsync()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return;
        }

        _engine = _sandbox.AddEngineResolver(new() { ["example.org"] = "192.0.2.7", ["local"] = "172.18.0.9" });
        _server = await _servers.StartAsync(
            new NameSandbox(_sandbox.Path, EngineResolver: true, ResolverFile: null), TestTables.Demo(others: 500), default);
    }

    public async Task DisposeAsync() => await _servers.DisposeAsync();

    public void Dispose() => _sandbox.Dispose();

    [PrivilegedFact]
    public void A_container_is_found_by_its_names()
    {
        Assert.Equal(["10.50.0.5"], _sandbox.Dig("web"));
        Assert.Equal(["10.50.0.5"], _sandbox.Dig("WWW"));
        Assert.Equal(["10.50.0.5"], _sandbox.Dig("0123456789ab"));
        Assert.Equal(["10.50.0.5"], _sandbox.Dig("web.demo"));
        Assert.Equal(["10.50.0.5"], _sandbox.Dig("+tcp", "web"));
        Assert.Equal(["10.50.0.5"], _sandbox.Dig("+noedns", "web"));
        Assert.Equal(["web.demo."], _sandbox.Dig("-x", "10.50.0.5"));
        Assert.Empty(_engine.Asked);
        Assert.Equal(7, _servers.Counts.Answered);
    }

    [PrivilegedFact]
    public void The_c_library_finds_it_too()
    {
        string directory = $"/etc/netns/{_sandbox.Name}";
        Directory.CreateDirectory(directory);
        try
        {
            // Shown as /etc/resolv.conf by ip netns exec.
            File.WriteAllText($"{directory}/resolv.conf", "nameserver 127.0.0.11\noptions ndots:0\n");

            Assert.Contains("10.50.0.5", _sandbox.Execute("getent", "ahosts", "web").Output, StringComparison.Ordinal);
            Assert.Contains("web.demo", _sandbox.Execute("getent", "hosts", "10.50.0.5").Output, StringComparison.Ordinal);
            Assert.Contains("192.0.2.7", _sandbox.Execute("getent", "ahosts", "example.org").Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [PrivilegedFact]
    public void A_known_name_has_no_ipv6_address_and_nobody_else_is_asked()
    {
        Assert.Equal("NOERROR 0", _sandbox.DigStatus("web", "AAAA"));
        Assert.Equal("NXDOMAIN 0", _sandbox.DigStatus("-x", "10.50.0.6"));
        Assert.Empty(_engine.Asked);
    }

    [PrivilegedFact]
    public void Hundreds_of_addresses_come_by_tcp_where_a_datagram_is_too_small()
    {
        string[] all = _sandbox.Dig("all");

        Assert.Equal(500, all.Distinct().Count());
        Assert.NotEmpty(_sandbox.Dig("+ignore", "all"));
        Assert.NotEqual(all[0], _sandbox.Dig("+tcp", "all")[0]);
    }

    [PrivilegedFact]
    public void Other_names_are_docker_s_to_answer_by_the_same_transport()
    {
        Assert.Equal(["192.0.2.7"], _sandbox.Dig("example.org"));
        Assert.Equal(["172.18.0.9"], _sandbox.Dig("+tcp", "local"));
        Assert.Equal("NXDOMAIN 0", _sandbox.DigStatus("nowhere.example.org"));

        Assert.Equal(["example.org", "nowhere.example.org"], _engine.Asked);
        Assert.Equal(["local"], _engine.AskedByStream);
        Assert.Equal(3, _servers.Counts.Forwarded);
    }

    [PrivilegedFact]
    public void A_resolver_that_moved_with_a_new_dockerd_is_found_again()
    {
        Assert.Equal(["192.0.2.7"], _sandbox.Dig("example.org"));
        _engine.Dispose();
        using FakeResolver moved = _sandbox.AddEngineResolver(new() { ["example.org"] = "192.0.2.8" });

        Assert.Equal(["192.0.2.8"], _sandbox.Dig("example.org"));
        Assert.Equal(["192.0.2.8"], _sandbox.Dig("+tcp", "example.org"));
    }

    [PrivilegedFact]
    public void A_new_table_answers_the_next_query()
    {
        _server.Publish(TestTables.Demo("10.50.0.77"));

        Assert.Equal(["10.50.0.77"], _sandbox.Dig("web"));
    }

    [PrivilegedFact]
    public void Nonsense_is_answered_as_such_and_harms_nobody()
    {
        Assert.StartsWith("NOTIMP", _sandbox.DigStatus("+opcode=status", "web"), StringComparison.Ordinal);
        Assert.StartsWith("BADVERS", _sandbox.DigStatus("+edns=1", "+noednsneg", "web"), StringComparison.Ordinal);
        Assert.Equal(["10.50.0.5"], _sandbox.Dig("web"));
    }

    [PrivilegedFact]
    public async Task A_released_sandbox_is_left_as_it_was_found()
    {
        await _server.DisposeAsync();

        Assert.DoesNotContain("meshnet", _sandbox.Tables(), StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.12", _sandbox.Execute("ss", "-Hlntu").Output, StringComparison.Ordinal);
        Assert.Equal("NXDOMAIN 0", _sandbox.DigStatus("web"));
        Assert.Equal(["192.0.2.7"], _sandbox.Dig("example.org"));
        Assert.False(_server.Ended.IsCompleted);
    }

    [PrivilegedFact]
    public async Task An_earlier_daemon_s_leftovers_are_taken_over()
    {
        await using NameServers restarted = new(new NameServerSettings());

        INameServer server = await restarted.StartAsync(
            new NameSandbox(_sandbox.Path, EngineResolver: true, ResolverFile: null), TestTables.Demo("10.50.0.6"), default);

        Assert.Equal(["10.50.0.6"], _sandbox.Dig("web"));
        Assert.Null(server.Trouble);
    }

    [PrivilegedFact]
    public void Rules_that_somebody_removed_are_put_back()
    {
        Assert.Equal("", _sandbox.Execute("nft", "delete", "table", "ip", "meshnet").Error);

        Assert.True(Eventually.Holds(() => _server.Repairs == 1));
        Assert.Equal(["10.50.0.5"], _sandbox.Dig("web"));
    }

    [PrivilegedFact]
    public async Task Whoever_comes_while_another_leaves_keeps_the_sandbox()
    {
        ValueTask leaving = _server.DisposeAsync();
        await using INameServer next = await _servers.StartAsync(
            new NameSandbox(_sandbox.Path, EngineResolver: true, ResolverFile: null), TestTables.Demo(), default);
        await leaving;

        Assert.Equal(["10.50.0.5"], _sandbox.Dig("web"));
        Assert.Equal(0, next.Repairs);
    }

    [PrivilegedFact]
    public void No_thread_of_the_daemon_stays_in_a_sandbox()
    {
        Assert.NotEmpty(_sandbox.Dig("web"));
        Assert.NotEmpty(_sandbox.Dig("+tcp", "example.org"));
        string sandbox = $"net:[{_sandbox.Namespace.Inode}]";

        Assert.True(Eventually.Holds(() => Directory.GetDirectories("/proc/self/task")
            .All(thread => new FileInfo($"{thread}/ns/net").LinkTarget != sandbox)));
    }
}
