namespace MeshNet.Lab.Tests;

/// <summary>
/// A lab of real engines, brought up before the first test of the collection and taken down after the last.
/// MESHNET_LAB_PREFIX names it and MESHNET_LAB_HOSTS says how many hosts it has.
/// </summary>
public sealed class DockerLab : IAsyncLifetime
{
    private const int DefaultHosts = 5;

    private readonly string _scripts = Path.Combine(RepositoryRoot(), "lab");
    private readonly string _prefix;

    public IReadOnlyList<LabHost> Hosts { get; }

    public DockerLab()
        : this(DefaultPrefix, Environment.GetEnvironmentVariable("MESHNET_LAB_HOSTS") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : DefaultHosts)
    {
    }

    private DockerLab(string prefix, int hosts)
    {
        _prefix = prefix;
        Hosts = [.. Enumerable.Range(1, hosts).Select(number => new LabHost(this, number))];
    }

    private static string DefaultPrefix => Environment.GetEnvironmentVariable("MESHNET_LAB_PREFIX") ?? "mnt-";

    /// <summary>A lab of its own beside the shared one, for a test that leaves nothing as it was.</summary>
    public static DockerLab Another(int hosts) => new($"r{DefaultPrefix}", hosts);

    /// <summary>The arguments that meshnet init printed for the hosts that join: join --token T ADDRESS.</summary>
    public string JoinLine => File.ReadAllText($"/var/tmp/{_prefix}lab/join").Trim()["meshnet ".Length..];

    /// <summary>The process id, as this machine sees it, of the first process of a host.</summary>
    public string InitOf(int number) => File.ReadAllText($"/var/tmp/{_prefix}lab/h{number}/init.pid").Trim();

    /// <summary>Runs one of the scripts in lab/ on this lab.</summary>
    public Task<CommandResult> Script(string name, IEnumerable<string> arguments, TimeSpan? timeout = null) =>
        Command.Run(Path.Combine(_scripts, name), ["--prefix", _prefix, .. arguments], timeout);

    /// <summary>A command on the host that stands outside of the lab's Docker hosts.</summary>
    public Task<CommandResult> Outside(params string[] command) => Script("exec", ["outside", .. command]);

    /// <summary>Copies the logs of all hosts, which go down with the lab.</summary>
    public void SaveLogs(string directory)
    {
        foreach (LabHost host in Hosts)
        {
            DirectoryInfo target = Directory.CreateDirectory(Path.Combine(directory, host.Name));
            foreach (string log in Directory.EnumerateFiles($"/var/tmp/{_prefix}lab/h{host.Number}/log"))
            {
                File.Copy(log, Path.Combine(target.FullName, Path.GetFileName(log)), overwrite: true);
            }
        }
    }

    public async Task InitializeAsync()
    {
        await Down();
        try
        {
            _ = (await Script("up", [$"{Hosts.Count}"], TimeSpan.FromMinutes(10))).Output;
        }
        catch
        {
            // The runner does not dispose of a fixture that failed to start.
            await Down();
            throw;
        }
    }

    public Task DisposeAsync() => Down();

    /// <summary>Removes all containers and then all networks of MeshNet's, on every host.</summary>
    public async Task Clear()
    {
        await Task.WhenAll(Hosts.Select(RemoveContainers));
        // A network goes from all engines when it is removed on one; another may see it removed already.
        foreach (LabHost host in Hosts)
        {
            foreach (string network in await host.Networks())
            {
                _ = await host.Docker("network", "rm", network);
            }
        }
        // No promise is tried here: engines that have just removed hundreds of containers take their time.
        await Task.WhenAll(Hosts.Select(host => Eventually.Becomes(
            $"no network of meshnet's on {host.Name}", host.Networks, networks => networks.Length == 0, TimeSpan.FromMinutes(1))));
    }

    private async Task RemoveContainers(LabHost host)
    {
        string[] containers = (await host.Docker("ps", "-aq")).Lines;
        if (containers.Length > 0)
        {
            _ = (await Script("docker", [$"{host.Number}", "rm", "-f", .. containers], TimeSpan.FromMinutes(10))).Output;
        }
    }

    private async Task Down() => _ = (await Script("down", [], TimeSpan.FromMinutes(2))).Output;

    internal static string RepositoryRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "MeshNet.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException($"no MeshNet.sln above {AppContext.BaseDirectory}");
    }
}
