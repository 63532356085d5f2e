using MeshNet.Actors.Names;
using MeshNet.Node.Names;
using MeshNet.Protocol.Names;

namespace MeshNet.Node.Tests.Names;

/// <summary>Names of the outside, where Docker's resolver is not there or does not ask for them.</summary>
public sealed class OutsideNamesTests : IDisposable
{
    private readonly TestSandbox _sandbox = new();
    private readonly FakeResolver _outside = new(null, "127.0.0.1", new() { ["example.org"] = "192.0.2.7" });
    private readonly FakeResolver _broken = new(null, "127.0.0.1", []) { Failure = DnsResponseCode.ServerFailure };

    public void Dispose()
    {
        _outside.Dispose();
        _broken.Dispose();
        _sandbox.Dispose();
    }

    [PrivilegedFact]
    public async Task Without_docker_s_resolver_the_outside_is_asked_from_the_host()
    {
        await using NameServers servers = await ServeAsync(engineResolver: false, TestTables.Demo());

        Assert.Equal(["10.50.0.5"], _sandbox.Dig("web"));
        Assert.Equal(["192.0.2.7"], _sandbox.Dig("example.org"));
        Assert.Equal(["192.0.2.7"], _sandbox.Dig("+tcp", "example.org"));
        Assert.Equal("NXDOMAIN 0", _sandbox.DigStatus("nowhere.example.org"));
    }

    [PrivilegedFact]
    public async Task A_server_that_fails_is_followed_by_the_next()
    {
        await using NameServers servers = await ServeAsync(engineResolver: false, TestTables.Demo());

        Assert.Equal(["192.0.2.7"], _sandbox.Dig("example.org"));

        Assert.Equal(["example.org"], _broken.Asked);
        Assert.Equal(["example.org"], _outside.Asked);
    }

    [PrivilegedFact]
    public async Task The_host_s_file_names_the_servers_where_the_settings_do_not()
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "# none\n");
            await using NameServers servers = await ServeAsync(
                engineResolver: false, TestTables.Demo(), new NameServerSettings { HostResolverFile = file });

            Assert.Equal("SERVFAIL 0", _sandbox.DigStatus("example.org"));
            Assert.Equal(1, servers.Counts.Failed);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [PrivilegedFact]
    public async Task The_outside_is_asked_where_docker_s_resolver_refuses()
    {
        FakeResolver engine = _sandbox.AddEngineResolver([]);
        engine.Failure = DnsResponseCode.Refused;
        await using NameServers servers = await ServeAsync(engineResolver: true, TestTables.Demo());

        Assert.Equal(["192.0.2.7"], _sandbox.Dig("example.org"));
        Assert.Equal(["192.0.2.7"], _sandbox.Dig("+tcp", "example.org"));
        Assert.Equal(["example.org"], engine.Asked);
    }

    [PrivilegedFact]
    public async Task The_outside_is_asked_while_dockerd_is_away()
    {
        await using NameServers servers = await ServeAsync(engineResolver: true, TestTables.Demo());

        Assert.Equal(["192.0.2.7"], _sandbox.Dig("example.org"));
    }

    [PrivilegedFact]
    public async Task Docker_s_own_failure_is_passed_on_where_the_outside_fails_too()
    {
        FakeResolver engine = _sandbox.AddEngineResolver([]);
        engine.Failure = DnsResponseCode.Refused;
        await using NameServers servers = await ServeAsync(
            engineResolver: true, TestTables.Demo(), new NameServerSettings { HostResolverFile = "/nowhere" });

        Assert.Equal("REFUSED 0", _sandbox.DigStatus("example.org"));
    }

    [PrivilegedFact]
    public async Task For_a_sandbox_of_internal_networks_the_outside_is_never_asked()
    {
        FakeResolver engine = _sandbox.AddEngineResolver([]);
        engine.Failure = DnsResponseCode.ServerFailure;
        await using NameServers servers = await ServeAsync(engineResolver: true, TestTables.Demo(@internal: true));

        Assert.Equal("SERVFAIL 0", _sandbox.DigStatus("example.org"));
        Assert.Empty(_outside.Asked);
        Assert.Empty(_broken.Asked);
    }

    private async Task<NameServers> ServeAsync(bool engineResolver, NameTable table, NameServerSettings? settings = null)
    {
        NameServers servers = new(settings ?? new NameServerSettings { Upstreams = [_broken.EndPoint, _outside.EndPoint] });
        await servers.StartAsync(new NameSandbox(_sandbox.Path, engineResolver, ResolverFile: null), table, default);
        return servers;
    }
}
