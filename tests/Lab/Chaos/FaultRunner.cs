namespace MeshNet.Lab.Tests.Chaos;

/// <summary>Does to a lab what a plan says, and undoes all of it at the end.</summary>
public sealed class FaultRunner(DockerLab lab, HostTroubles troubles, ChaosJournal journal)
{
    /// <summary>dockerd looks 15 s for the plugin of each network and stale endpoint when it is alone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly SortedDictionary<string, int> _done = new(StringComparer.Ordinal);

    /// <summary>How often each kind of action was done.</summary>
    public IReadOnlyDictionary<string, int> Done => _done;

    /// <summary>
    /// Goes through a plan and then waits to be stopped. The pauses between the steps are kept, whatever time the steps themselves take:
    /// a slow machine does less, not faster.
    /// </summary>
    public async Task Run(IReadOnlyList<ChaosStep> plan, CancellationToken stop)
    {
        TimeSpan last = TimeSpan.Zero;
        foreach (ChaosStep step in plan)
        {
            await Pause(step.At - last, stop);
            if (stop.IsCancellationRequested)
            {
                return;
            }

            last = step.At;
            journal.Write($"fault: {step.Action}");
            await Do(step.Action);
            journal.Write($"fault done: {step.Action}");
            _done[step.Action.Kind] = _done.GetValueOrDefault(step.Action.Kind) + 1;
        }
        await Pause(Timeout.InfiniteTimeSpan, stop);
    }

    public async Task UndoAll()
    {
        await Do(new Heal());
        await Task.WhenAll(lab.Hosts.Where(host => troubles.IsIn(host.Number)).Select(async host =>
        {
            await Do(new Boot(host.Number));
            await Do(new Restart(host.Number, LabHost.MeshNetDaemon));
            await Do(new Restart(host.Number, LabHost.DockerDaemon));
        }));
        journal.Write("all faults undone");
    }

    /// <summary>Ends without an exception when it is stopped.</summary>
    private static Task Pause(TimeSpan time, CancellationToken stop) =>
        Task.Delay(time, stop).ContinueWith(_ => { }, TaskScheduler.Default);

    private async Task Do(ChaosAction action)
    {
        switch (action)
        {
            case Split(var sides):
                troubles.Begin(HostTroubles.Everywhere);
                foreach ((int one, int other) in sides.Pairs)
                {
                    await Script("cut", $"{one}", $"{other}");
                }

                break;
            case CutOneWay(var from, var to):
                troubles.Begin(HostTroubles.Everywhere);
                await Script("cut", "--one-way", $"{from}", $"{to}");
                break;
            case Isolate(var host):
                troubles.Begin(HostTroubles.Everywhere);
                await Script("cut", $"{host}");
                break;
            case Heal:
                await Script("heal");
                troubles.End(HostTroubles.Everywhere, journal.Now);
                break;
            case Crash(var host):
                troubles.Begin(host);
                await Script("crash", $"{host}");
                break;
            case Boot(var host):
                await Script("boot", $"{host}");
                troubles.End(host, journal.Now);
                break;
            case Kill(var host, var daemon):
                troubles.Begin(host);
                await Script("stop", $"{host}", daemon, "KILL");
                break;
            case Restart(var host, var daemon):
                await Script("start", $"{host}", daemon);
                troubles.End(host, journal.Now);
                break;
            default:
                throw new InvalidOperationException($"nobody knows how to {action}");
        }
    }

    private async Task Script(string name, params string[] arguments) => _ = (await lab.Script(name, arguments, Patience)).Output;
}
