using MeshNet.Actors.DockerEvents;

namespace MeshNet.Node.DockerEvents;

/// <summary>
/// Finds a container's process through its control group, which the runtime makes before the container's first instruction. The
/// group's place depends on the cgroup version, the engine's cgroup driver and <c>--cgroup-parent</c>; its name always holds the
/// container's id, so it is searched for once and its parent tried first from then on.
/// </summary>
public sealed class CgroupProcesses : IContainerProcesses
{
    /// <summary>runc's second stage has the new namespace already and is gone a moment later: its child is the container.</summary>
    private const string PassingStage = "runc:[1:CHILD]";

    /// <summary>Any v1 hierarchy would do; every runtime uses the first of these.</summary>
    private static readonly string[] Hierarchies = ["devices", "pids", "cpu", "memory", "systemd"];

    private readonly CgroupProcessesOptions _options;
    private readonly TimeProvider _clock;
    private readonly string _ownNetwork;
    private readonly Lock _gate = new();
    private string? _parent;

    public CgroupProcesses(CgroupProcessesOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _ownNetwork = NetworkOf("self");
    }

    public async Task<int> FindAsync(string containerId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(containerId);
        // The walk may take some milliseconds, which the caller, an actor, has not got.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        long begin = _clock.GetTimestamp();
        TimeSpan nextSearch = TimeSpan.Zero;
        string? group = null;
        while (_clock.GetElapsedTime(begin) is var elapsed && elapsed < _options.Limit)
        {
            group ??= Guess(containerId);
            if (group is null && elapsed >= nextSearch)
            {
                group = Search(containerId);
                nextSearch = _clock.GetElapsedTime(begin) + _options.SearchInterval;
            }
            if (group is not null && ProcessIn(group) is > 0 and var process)
            {
                return process;
            }

            await Task.Delay(_options.PollInterval, _clock, cancellationToken).ConfigureAwait(false);
        }
        return 0;
    }

    private string? Guess(string containerId)
    {
        string? parent;
        lock (_gate)
        {
            parent = _parent;
        }

        if (parent is null)
        {
            return null;
        }

        // The cgroupfs driver names the group after the container, the systemd driver makes a scope of it.
        string[] names = [containerId, $"docker-{containerId}.scope"];
        return names.Select(name => Path.Combine(parent, name)).FirstOrDefault(Directory.Exists);
    }

    /// <summary>Breadth first, since containers lie near the root; bounded, since a host may hold any number of groups.</summary>
    private string? Search(string containerId)
    {
        Queue<(string Path, int Depth)> queue = new();
        queue.Enqueue((Root(), 0));
        for (int visited = 0; visited < _options.GroupsMax && queue.TryDequeue(out (string Path, int Depth) group); visited++)
        {
            foreach (string child in Children(group.Path))
            {
                if (Path.GetFileName(child).Contains(containerId, StringComparison.Ordinal))
                {
                    lock (_gate)
                    {
                        _parent = group.Path;
                    }

                    return child;
                }
                if (group.Depth < _options.DepthMax)
                {
                    queue.Enqueue((child, group.Depth + 1));
                }
            }
        }
        return null;
    }

    private string Root() =>
        File.Exists(Path.Combine(_options.CgroupRoot, "cgroup.controllers"))
            ? _options.CgroupRoot
            : Hierarchies.Select(name => Path.Combine(_options.CgroupRoot, name)).FirstOrDefault(Directory.Exists) ?? _options.CgroupRoot;

    private static string[] Children(string group)
    {
        try
        {
            return Directory.GetDirectories(group);
        }
        catch (IOException)
        {
            // Groups come and go while they are walked through.
            return [];
        }
    }

    private int ProcessIn(string group)
    {
        foreach (string line in Lines(Path.Combine(group, "cgroup.procs")))
        {
            // A process outside of this daemon's PID namespace reads as 0.
            if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int process) && process > 0
                && HasOwnNetwork(process))
            {
                return process;
            }
        }
        return 0;
    }

    private bool HasOwnNetwork(int process)
    {
        string name = process.ToString(CultureInfo.InvariantCulture);
        string network = NetworkOf(name);
        return network.Length != 0
            && network != _ownNetwork
            && Lines(Path.Combine(_options.ProcRoot, name, "comm")) is [var command, ..]
            && command != PassingStage;
    }

    /// <summary>The identity of the process's network namespace; empty when the process is gone.</summary>
    private string NetworkOf(string process)
    {
        try
        {
            return new FileInfo(Path.Combine(_options.ProcRoot, process, "ns", "net")).LinkTarget ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (IOException)
        {
            // The group or the process ended between two looks.
            return [];
        }
    }
}
