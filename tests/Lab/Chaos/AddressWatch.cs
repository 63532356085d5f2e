namespace MeshNet.Lab.Tests.Chaos;

/// <summary>
/// Looks into every container of every host again and again, from outside: by the kernel's namespaces and the container runtime's files, so
/// that it sees what runs also where no dockerd and no meshnet does.
/// </summary>
public sealed class AddressWatch(DockerLab lab, IReadOnlyList<ChaosNetwork> networks, ChaosJournal journal)
{
    private const string Script = """
        for file in /run/docker/containerd/daemon/*/moby/*/init.pid; do
          [ -e "$file" ] || continue
          pid=$(cat "$file") id=${file%/init.pid} after=$EPOCHREALTIME
          addresses=$(nsenter --target "$pid" --net ip -4 -o address 2>/dev/null) || continue
          echo "${id##*/} $pid $after $EPOCHREALTIME" $(awk '{print $4}' <<<"$addresses")
        done
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Sightings _sightings = new();
    private readonly SortedSet<string> _clashes = new(StringComparer.Ordinal);

    /// <summary>Every address that two containers held at once.</summary>
    public IReadOnlyCollection<string> Clashes => _clashes;

    /// <summary>Looks at all hosts so far.</summary>
    public int Looks { get; private set; }

    public string Summary =>
        $"{_sightings.Lives} times a container got an address, {_sightings.Addresses} different ones, seen in {Looks} looks at all hosts";

    /// <summary>Looks until it is told to stop, or until two containers hold one address.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && _clashes.Count == 0)
        {
            await Look();
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>One look at all hosts; those that are off show nothing.</summary>
    public async Task Look()
    {
        CommandResult[] read = await Task.WhenAll(lab.Hosts.Select(host => host.Exec("bash", "-c", Script)));
        Looks++;
        foreach ((LabHost host, CommandResult result) in lab.Hosts.Zip(read))
        {
            Sighting[] seen = result.Ok ? [.. result.Lines.SelectMany(line => Sighting.Parse(host.Name, line)).Where(IsOfTheMesh)] : [];
            foreach (string clash in _sightings.Look(host.Name, seen).Where(_clashes.Add))
            {
                journal.Write($"TWICE: {clash}");
            }
        }
    }

    private bool IsOfTheMesh(Sighting sighting) => networks.Any(network => network.Contains(sighting.Address));
}
