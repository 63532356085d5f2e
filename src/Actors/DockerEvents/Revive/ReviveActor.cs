namespace MeshNet.Actors.DockerEvents.Revive;

/// <summary>
/// Starts what Docker should have started. dockerd tries a container with a restart policy once when it comes up; without the plugin
/// that start fails and is never repeated. So when the engine is reached, containers of our networks whose start failed for want of
/// the network are started again.
/// </summary>
internal sealed class ReviveActor : TaskActor, IWithTimers
{
    private const string RetryTimer = "retry";
    private const int AttemptsMax = 5;

    private readonly IEngine _engine;
    private readonly DockerEventsOptions _options;
    private ImmutableArray<string> _candidates = [];
    private int _attempts;

    public ReviveActor(IEngine engine, DockerEventsOptions options)
    {
        _engine = engine;
        _options = options;
        Receive<EngineListed>(listed => OnListed(listed.Listing), listed => listed.Listing.First);
        Receive<EngineListed>(_ => { });
        Receive<EngineAway>(_ => Timers.Cancel(RetryTimer));
        Receive<EngineEvent>(_ => { });
        Receive<Retry>(_ => Attempt());
        Receive<Attempted>(OnAttempted);
        Receive<Notice>(Context.Parent.Tell);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private void OnListed(EngineListing listing)
    {
        ImmutableSortedSet<string> ours = listing.Ours.SelectMany(network => new[] { network.Id, network.Name }).ToImmutableSortedSet(StringComparer.Ordinal);
        _candidates = [.. listing.Containers
            .Where(container => !container.Running && ours.Contains(container.NetworkMode))
            .Select(container => container.Id)];
        _attempts = 0;
        Attempt();
    }

    private void Attempt()
    {
        if (_candidates.IsEmpty)
        {
            return;
        }

        _attempts++;
        ImmutableArray<string> candidates = _candidates;
        Await(
            ReviveAsync(candidates),
            outcomes => new Attempted(candidates, outcomes),
            failure => new Notice($"whether containers have to be started after Docker could not be found out: {failure.Message}"));
    }

    private void OnAttempted(Attempted attempted)
    {
        // A container that is starting this moment cannot be looked at: that is worth a word only if it never can.
        foreach (Outcome outcome in attempted.Outcomes.Where(outcome => outcome.Seen || _attempts == AttemptsMax))
        {
            Context.Parent.Tell(new Notice(outcome.Sentence));
        }

        // The engine may have been away meanwhile, and others be tried now.
        if (attempted.Candidates != _candidates)
        {
            return;
        }

        _candidates = [.. attempted.Outcomes.Where(outcome => outcome.Failed).Select(outcome => outcome.Id)];
        if (!_candidates.IsEmpty && _attempts < AttemptsMax)
        {
            Timers.StartSingleTimer(RetryTimer, Retry.Instance, _options.Again.After(_attempts));
        }
    }

    private async Task<ImmutableArray<Outcome>> ReviveAsync(ImmutableArray<string> candidates)
    {
        ImmutableArray<Outcome>.Builder outcomes = ImmutableArray.CreateBuilder<Outcome>();
        foreach (string[] some in candidates.Chunk(_options.ContainersMax))
        {
            outcomes.AddRange((await Task.WhenAll(some.Select(ReviveOneAsync))).OfType<Outcome>());
        }

        return outcomes.ToImmutable();
    }

    private async Task<Outcome?> ReviveOneAsync(string id)
    {
        (string name, bool seen) = (id, false);
        try
        {
            EngineContainerDetails? details = await _engine.InspectContainerAsync(id, CancellationToken.None);
            if (details is null || details.Running || !FailedForTheNetwork(details))
            {
                return null;
            }

            (name, seen) = (details.Name, true);
            await _engine.StartContainerAsync(id, CancellationToken.None);
            return new(id, false, seen, $"container {name} was started, after Docker's own attempt had failed ({details.StartError})");
        }
        catch (EngineException failure)
        {
            return new(id, true, seen, $"container {name} should perhaps be running, but could not be started: {failure.Message}");
        }
    }

    /// <summary>
    /// Docker keeps the words of the last start that failed; a container that a user has stopped, or whose program ended, has none.
    /// </summary>
    private static bool FailedForTheNetwork(EngineContainerDetails container) =>
        container.RestartPolicy is "always" or "unless-stopped"
            && (container.StartError.Contains("plugin", StringComparison.Ordinal)
                || container.StartError.Contains("network", StringComparison.Ordinal)
                || container.StartError.Contains("endpoint", StringComparison.Ordinal)
                || container.StartError.Contains(EngineNames.Driver, StringComparison.Ordinal));

    private sealed record Outcome(string Id, bool Failed, bool Seen, string Sentence);

    private sealed record Attempted(ImmutableArray<string> Candidates, ImmutableArray<Outcome> Outcomes);

    private sealed record Retry
    {
        public static readonly Retry Instance = new();
    }
}
