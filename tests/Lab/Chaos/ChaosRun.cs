namespace MeshNet.Lab.Tests.Chaos;

/// <summary>One run: a plan of faults, a worker on each host, and a watch over all addresses.</summary>
public sealed class ChaosRun
{
    private readonly FaultRunner _faults;
    private readonly Refusals _refusals;
    private readonly AddressWatch _watch;
    private readonly ContainerWorker[] _workers;
    private readonly ChaosJournal _journal;
    private readonly int _hosts;
    private readonly int _seed;

    public ChaosRun(DockerLab lab, IReadOnlyList<ChaosNetwork> networks, ChaosJournal journal, HostTroubles troubles, int seed)
    {
        _journal = journal;
        _hosts = lab.Hosts.Count;
        _seed = seed;
        _faults = new(lab, troubles, journal);
        _refusals = new(troubles);
        _watch = new(lab, networks, journal);
        _workers = [.. lab.Hosts.Select(host => new ContainerWorker(host, networks, troubles, _refusals, journal, seed + host.Number))];
    }

    /// <summary>Every address that two containers held at once.</summary>
    public IReadOnlyCollection<string> Clashes => _watch.Clashes;

    /// <summary>What was refused without a reason that makes sense.</summary>
    public IReadOnlyList<string> Senseless => _refusals.Senseless;

    public int Started => _workers.Sum(worker => worker.Started);

    /// <summary>Lets it all go on for so long, or until an address is held twice; then undoes every fault.</summary>
    public async Task Through(TimeSpan duration)
    {
        using CancellationTokenSource over = new();
        using CancellationTokenSource watched = new();
        over.CancelAfter(duration);
        Task watch = OrStop(_watch.Run(watched.Token), over);
        Task faults = OrStop(_faults.Run(ChaosPlan.Draw(_seed, _hosts, duration), over.Token), over);
        await Task.WhenAll([faults, .. _workers.Select(worker => OrStop(worker.Run(over.Token), over))]);
        await _faults.UndoAll();
        await watched.CancelAsync();
        await watch;
        _journal.Write("everybody has stopped");
    }

    /// <summary>Nobody goes on when a part has ended: it failed, or the watch has found what it looks for, or time is up.</summary>
    private static async Task OrStop(Task part, CancellationTokenSource over)
    {
        try
        {
            await part;
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    /// <summary>Looks once more, now that nothing changes.</summary>
    public async Task<IReadOnlyCollection<string>> LastLook()
    {
        // Whoever holds an address for certain holds it in two looks.
        await _watch.Look();
        await _watch.Look();
        return _watch.Clashes;
    }

    public void Print()
    {
        Figures.Print($"containers: {Started} started, {_workers.Sum(worker => worker.Removed)} removed; {_watch.Summary}");
        Figures.Print($"faults: {string.Join(", ", _faults.Done.Select(done => $"{done.Value} {done.Key}"))}");
        Figures.Print($"commands that failed because their own host was off or without a daemon: {_refusals.HostInTrouble}");
        foreach ((string sentence, int count) in _refusals.Counts)
        {
            Figures.Print($"refused {count} times: {sentence}");
        }
    }
}
