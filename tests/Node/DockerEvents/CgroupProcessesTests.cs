using MeshNet.Node.DockerEvents;

namespace MeshNet.Node.Tests.DockerEvents;

/// <summary>Over a made-up /sys/fs/cgroup and /proc, in the layouts that engines use.</summary>
public sealed class CgroupProcessesTests : IDisposable
{
    private static readonly string Id = new('c', 64);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly string _root = Directory.CreateTempSubdirectory("mn-cgroup-").FullName;

    public CgroupProcessesTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "cgroup"));
        Process("self", "net:[1]", "meshnet");
    }

    public void Dispose() => Directory.Delete(_root, true);

    [Theory]
    [InlineData("devices/docker/ID")]
    [InlineData("devices/mn-h1/ID")]
    [InlineData("system.slice/docker-ID.scope")]
    [InlineData("user.slice/a/b/c/ID")]
    public async Task A_process_is_found_wherever_its_group_lies(string group)
    {
        if (!group.StartsWith("devices", StringComparison.Ordinal))
        {
            await File.WriteAllTextAsync(Path.Combine(_root, "cgroup", "cgroup.controllers"), "cpu memory");
        }

        Group(group, 41);
        Process("41", "net:[2]", "runc:[2:INIT]");
        Assert.Equal(41, await Processes(Deadline).FindAsync(Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_process_still_in_the_hosts_network_or_about_to_pass_or_out_of_sight_is_not_it()
    {
        Group("devices/docker/ID", 0, 41, 42, 43, 44);
        Process("41", "net:[1]", "runc:[0:PARENT]");
        Process("42", "net:[2]", "runc:[1:CHILD]");
        Process("44", "net:[2]", "runc:[2:INIT]");
        Assert.Equal(44, await Processes(Deadline).FindAsync(Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_group_that_comes_later_is_waited_for()
    {
        CgroupProcesses processes = Processes(Deadline);
        Group("devices/docker/other", 40);
        Task<int> found = processes.FindAsync(Id, CancellationToken.None);
        Assert.False(found.IsCompleted);
        Process("41", "net:[2]", "runc:[2:INIT]");
        Group("devices/docker/ID", 41);
        Assert.Equal(41, await found);
    }

    [Fact]
    public async Task The_second_container_is_looked_for_where_the_first_was()
    {
        CgroupProcesses processes = Processes(Deadline);
        Process("41", "net:[2]", "sh");
        Group("devices/docker/ID", 41);
        await processes.FindAsync(Id, CancellationToken.None);

        string second = new('d', 64);
        Group($"devices/docker/{second}", 41);
        Group($"devices/a/{second}", 99);
        Assert.Equal(41, await processes.FindAsync(second, CancellationToken.None));
    }

    [Fact]
    public async Task Without_a_process_the_search_ends_with_none() =>
        Assert.Equal(0, await Processes(TimeSpan.FromMilliseconds(20)).FindAsync(Id, CancellationToken.None));

    [Fact]
    public async Task Given_up_it_stops_at_once()
    {
        using CancellationTokenSource source = new();
        Task<int> found = Processes(Deadline).FindAsync(Id, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => found);
    }

    private CgroupProcesses Processes(TimeSpan limit) => new(
        new() { CgroupRoot = Path.Combine(_root, "cgroup"), ProcRoot = Path.Combine(_root, "proc"), Limit = limit },
        TimeProvider.System);

    private void Group(string path, params int[] processes)
    {
        string group = Path.Combine(_root, "cgroup", path.Replace("ID", Id, StringComparison.Ordinal));
        Directory.CreateDirectory(group);
        File.WriteAllLines(
            Path.Combine(group, "cgroup.procs"), processes.Select(process => process.ToString(CultureInfo.InvariantCulture)));
    }

    private void Process(string id, string network, string command)
    {
        string process = Path.Combine(_root, "proc", id);
        Directory.CreateDirectory(Path.Combine(process, "ns"));
        File.CreateSymbolicLink(Path.Combine(process, "ns", "net"), network);
        File.WriteAllText(Path.Combine(process, "comm"), $"{command}\n");
    }
}
