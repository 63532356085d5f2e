namespace MeshNet.Lab.Tests.Chaos;

/// <summary>Starts and ends containers on one host, in every way that people do, as long as its engine serves.</summary>
public sealed class ContainerWorker(
    LabHost host, IReadOnlyList<ChaosNetwork> networks, HostTroubles troubles, Refusals refusals, ChaosJournal journal, int seed)
{
    private const int ContainersMax = 7;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Random _random = new(seed);
    private int _number;

    public int Started { get; private set; }

    public int Removed { get; private set; }

    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (!troubles.IsIn(host.Number))
            {
                await Step();
            }

            await Task.Delay(_random.Next(100, 1500), CancellationToken.None);
        }
    }

    private async Task Step()
    {
        if (await Do("ps", "-a", "--format", "{{.Names}} {{.State}}") is not { } listed)
        {
            return;
        }

        (string Name, string State)[] containers = listed.Lines.Select(line => line.Split(' ')).Select(words => (Name: words[0], State: words[1])).ToArray();
        // What was ended by a fault, or refused, is started or cleared away like anything else.
        (string Name, string State)[] ended = containers.Where(container => container.State is "created" or "exited" or "dead").ToArray();
        if (ended.Length > 0 && _random.Next(2) == 0)
        {
            (string name, _) = ended[_random.Next(ended.Length)];
            if (_random.Next(2) == 0)
            {
                await Begin(["start", name]);
            }
            else
            {
                await Remove(name);
            }
        }
        else if (containers.Length > 0 && _random.Next(ContainersMax) < containers.Length)
        {
            await Remove(containers[_random.Next(containers.Length)].Name);
        }
        else
        {
            await RunNew();
        }
    }

    private async Task RunNew()
    {
        string name = $"c{host.Number}-{++_number}";
        ChaosNetwork network = networks[_random.Next(networks.Count)];
        string[] lasting = ["run", "-d", "--name", name, .. _random.Next(2) == 0 ? new[] { "--restart", "always" } : []];
        string[] idle = ["lab", "sleep", "100000"];
        switch (_random.Next(8))
        {
            case 0:
                await Begin([.. lasting, "--network", network.Name, "--ip", network.AnyAddress(_random), .. idle]);
                break;
            case 1:
                await Begin([.. lasting, "--network", "none", "--label", $"meshnet.network={network.Name}", .. idle]);
                break;
            case 2:
                if (await Begin(["run", "--rm", "--name", name, "--network", network.Name, "lab", "true"]))
                {
                    Removed++;
                }

                break;
            case 3:
                await Begin([.. lasting, "--network", network.Name, .. idle]);
                foreach (ChaosNetwork other in networks.Where(other => other != network))
                {
                    await Do("network", "connect", other.Name, name);
                }

                break;
            default:
                await Begin([.. lasting, "--network", network.Name, .. idle]);
                break;
        }
    }

    private async Task<bool> Begin(string[] command)
    {
        if (await Do(command) is null)
        {
            return false;
        }

        Started++;
        return true;
    }

    private async Task Remove(string name)
    {
        if (await Do("rm", "-f", name) is not null)
        {
            Removed++;
        }
    }

    /// <returns>Null when the command failed; it is known why then.</returns>
    private async Task<CommandResult?> Do(params string[] command)
    {
        TimeSpan since = journal.Now;
        string text = $"{host.Name}: docker {string.Join(' ', command)}";
        CommandResult result;
        try
        {
            result = await host.Docker(Patience, command);
        }
        catch (TimeoutException late)
        {
            result = new(text, 1, "", late.Message, Patience);
        }
        if (command[0] != "ps" || !result.Ok)
        {
            journal.Write($"{text}: {(result.Ok ? result.Stdout : result.Stderr).Trim()} ({result.Took.TotalSeconds:0.0} s)");
        }
        if (result.Ok)
        {
            return result;
        }

        refusals.Take(host.Number, text, since, result.Stderr);
        return null;
    }
}
