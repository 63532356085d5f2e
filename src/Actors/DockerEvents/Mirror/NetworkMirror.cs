using MeshNet.Protocol.Mesh;

namespace MeshNet.Actors.DockerEvents.Mirror;

/// <summary>
/// Decides what brings the engine's networks in line with the mesh's (R15): each open network of the mesh has one network in the
/// engine, each network of our driver in the engine is known to the mesh, closed ones are gone. Level-triggered: it compares
/// what is with what should be, whatever happened before, and a network that cannot be brought in line holds up no other.
/// </summary>
/// <remarks>Pure: takes views, lists and results of steps, gives steps.</remarks>
public sealed class NetworkMirror(Retry retry, int stepsMax, Sabotage sabotage = Sabotage.None)
{
    private readonly SortedDictionary<string, EngineNetwork> _engine = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Attempt> _attempts = new(StringComparer.Ordinal);

    /// <summary>Users' networks that lost their name to another host's, by engine id, with the mesh's sentence.</summary>
    private readonly SortedDictionary<string, string> _losers = new(StringComparer.Ordinal);

    /// <summary>Networks that the mesh was told of, by engine id, with the view's revision then: a later view shows what came of it.</summary>
    private readonly SortedDictionary<string, ulong> _told = new(StringComparer.Ordinal);

    private MeshView? _view;

    /// <summary>When the next step that failed may be tried again; null when none waits.</summary>
    public TimeSpan? NextAttempt => _attempts.Values
        .Where(attempt => attempt.Running is null)
        .Select(attempt => (TimeSpan?)attempt.NotBefore)
        .Min();

    public void Observe(MeshView view) => _view = view;

    /// <summary>
    /// False where a view can lead to no step and to no other status: nothing is under way or waited for, and it has nothing new but endpoints.
    /// Views come with every container that starts anywhere.
    /// </summary>
    public bool IsMoved(MeshView view)
    {
        if (_view is not { } last
            || _attempts.Count + _told.Count + _losers.Count > 0
            || !ReferenceEquals(view.Bindings, last.Bindings)
            || view.IsSynced != last.IsSynced
            || view.Networks.Count != last.Networks.Count)
        {
            return true;
        }
        foreach ((NetworkId id, NetworkView network) in view.Networks)
        {
            // Whether one that lost its name has to give way depends on its endpoints.
            if (network.NameLoses || !last.Networks.TryGetValue(id, out NetworkView? former) || former.NameLoses
                || former.Closing != network.Closing || !ReferenceEquals(former.Record, network.Record))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The engine's networks of all drivers, as a whole.</summary>
    public void Observe(ImmutableArray<EngineNetwork> networks)
    {
        _engine.Clear();
        _told.Clear();
        foreach (EngineNetwork network in networks)
        {
            _engine[network.Id] = network;
        }
    }

    public void Appeared(EngineNetwork network) => _engine[network.Id] = network;

    public void Vanished(string engineNetworkId)
    {
        _losers.Remove(engineNetworkId);
        _told.Remove(engineNetworkId);
        if (!_engine.Remove(engineNetworkId))
        {
            return;
        }

        // It may have been what stood in another network's way.
        foreach (Attempt waiting in _attempts.Values)
        {
            waiting.NotBefore = TimeSpan.Zero;
        }
    }

    /// <summary>The engine went away: the steps in progress are lost, and that counts as no failure.</summary>
    public void Interrupt() => _attempts.Clear();

    /// <summary>The steps to begin now. Each is in progress until its result is told.</summary>
    public ImmutableArray<MirrorStep> Begin(TimeSpan now)
    {
        if (_view is null)
        {
            return [];
        }

        SortedDictionary<string, MirrorStep> wanted = Wanted(_view);
        foreach (string key in _attempts.Where(entry => entry.Value.Running is null && !wanted.ContainsKey(entry.Key)).Select(entry => entry.Key).ToArray())
        {
            _attempts.Remove(key);
        }

        ImmutableArray<MirrorStep>.Builder steps = ImmutableArray.CreateBuilder<MirrorStep>();
        int running = _attempts.Values.Count(attempt => attempt.Running is not null);
        foreach ((string key, MirrorStep step) in wanted)
        {
            if (running >= stepsMax)
            {
                break;
            }

            if (!_attempts.TryGetValue(key, out Attempt? attempt))
            {
                _attempts[key] = attempt = new();
            }

            if (attempt.Running is not null || attempt.NotBefore > now)
            {
                continue;
            }

            attempt.Running = step;
            running++;
            steps.Add(step);
        }
        return steps.ToImmutable();
    }

    public void Succeeded(MirrorStep step)
    {
        _attempts.Remove(step.Key);
        switch (step)
        {
            case MirrorStep.Remove { Engine.Id: var id }:
                Vanished(id);
                break;
            case MirrorStep.Discard { Engine.Id: var id }:
                Vanished(id);
                break;
            case MirrorStep.GiveWay { Engine.Id: var id }:
                Vanished(id);
                break;
            case MirrorStep.Announce { Engine.Id: var id }:
                _told[id] = _view?.Revision ?? 0;
                break;
            case MirrorStep.Rebind { Engine.Id: var id }:
                _told[id] = _view?.Revision ?? 0;
                break;
        }
    }

    /// <summary>The engine made the network: it counts as there before the list or the view tell of it.</summary>
    public void Created(MirrorStep.Create step, string engineNetworkId)
    {
        _attempts.Remove(step.Key);
        Appeared(new(
            engineNetworkId, step.Spec.Name, EngineNames.Driver, EngineNames.Driver, step.Spec.Internal, [step.Spec.Subnet],
            [step.Spec.Gateway], step.Spec.IpamOptions, step.Spec.Options, step.Spec.Labels, []));
    }

    public void Failed(MirrorStep step, string reason, TimeSpan now)
    {
        if (step is MirrorStep.Announce { Engine: var loser } && _view is not null && Rival(_view, loser) is not null)
        {
            // Waiting does not fix this: the name has an owner. The next step gives way to it.
            _losers[loser.Id] = reason;
            _attempts.Remove(step.Key);
            return;
        }
        // The engine may have been away meanwhile, and the same have been begun again.
        if (!_attempts.TryGetValue(step.Key, out Attempt? attempt) || !ReferenceEquals(attempt.Running, step))
        {
            return;
        }

        attempt.Failures++;
        attempt.Error = Sentence(step, reason);
        attempt.NotBefore = now + retry.After(attempt.Failures);
        attempt.Running = null;
    }

    /// <summary>One line for each open network of the mesh and each network of our driver in the engine, by name.</summary>
    public ImmutableArray<MirrorStatus> Status()
    {
        if (_view is null)
        {
            return [];
        }

        IEnumerable<MirrorStatus> open =
            from network in Open(_view)
            select new MirrorStatus(network.Record.Name, EngineIdOf(_view, network.Id) ?? "", ErrorOf($"mesh {network.Id}"));
        IEnumerable<MirrorStatus> strays =
            from engine in Ours()
            where !_view.Bindings.TryGetValue(engine.Id, out NetworkId id) || !_view.Networks.TryGetValue(id, out NetworkView? known) || known.Closing
            select new MirrorStatus(engine.Name, engine.Id, ErrorOf($"engine {engine.Id}"));
        return [.. open.Concat(strays).OrderBy(status => status.Name, StringComparer.Ordinal)];
    }

    private SortedDictionary<string, MirrorStep> Wanted(MeshView view)
    {
        SortedDictionary<string, MirrorStep> wanted = new(StringComparer.Ordinal);
        ImmutableSortedSet<NetworkId> bound = view.Bindings.Values.ToImmutableSortedSet();
        foreach (EngineNetwork engine in Ours())
        {
            if (StepFor(view, bound, engine) is { } step)
            {
                wanted[step.Key] = step;
            }
        }
        ImmutableSortedSet<NetworkId> mirrored = Ours().Select(MirrorOf).OfType<NetworkId>().ToImmutableSortedSet();
        foreach (NetworkView network in Open(view).Where(network => !bound.Contains(network.Id) && !mirrored.Contains(network.Id)))
        {
            MirrorStep.Create step = new(network.Id, Spec(network));
            wanted[step.Key] = step;
        }
        return wanted;
    }

    private MirrorStep? StepFor(MeshView view, ImmutableSortedSet<NetworkId> bound, EngineNetwork engine)
    {
        bool isBound = view.Bindings.TryGetValue(engine.Id, out NetworkId id);
        if (isBound && view.Networks.TryGetValue(id, out NetworkView? known))
        {
            return known.Closing ? new MirrorStep.Remove(engine)
                : ReasonToGiveWay(view, known, engine) is { } why ? new MirrorStep.GiveWay(engine, why)
                : null;
        }
        if (isBound)
        {
            // It ended before the others had heard of this host, and so without waiting for it to close here.
            return view.IsSynced ? new MirrorStep.Remove(engine) : null;
        }
        if (_told.TryGetValue(engine.Id, out ulong revision) && view.Revision <= revision)
        {
            return null;
        }

        if (MirrorOf(engine) is { } mirrored && view.Networks.TryGetValue(mirrored, out NetworkView? original))
        {
            return original.Closing ? new MirrorStep.Remove(engine)
                : bound.Contains(mirrored) ? null
                : new MirrorStep.Rebind(engine, mirrored);
        }
        return _losers.TryGetValue(engine.Id, out string? reason) && Rival(view, engine) is not null
            ? new MirrorStep.Discard(engine, reason)
            : new MirrorStep.Announce(engine);
    }

    private string? ReasonToGiveWay(MeshView view, NetworkView network, EngineNetwork engine)
    {
        if (network.NameLoses && !network.Endpoints.Values.Any(endpoint => endpoint.Owner == view.Self))
        {
            return $"network {engine.Name} was made on two hosts at once: this host had no container on its own and now has the other one";
        }

        // The engine may carry out a creation that we have given up waiting for, after another has succeeded.
        bool isDouble = sabotage != Sabotage.MirrorTwice && engine.Attachments.IsEmpty && Ours().Any(other =>
            other.Id != engine.Id
            && view.Bindings.TryGetValue(other.Id, out NetworkId id)
            && id == network.Id
            && (!other.Attachments.IsEmpty || string.CompareOrdinal(other.Id, engine.Id) < 0));
        return isDouble ? $"network {engine.Name} was in this host's engine twice: the one without containers was removed" : null;
    }

    private IEnumerable<EngineNetwork> Ours() => _engine.Values.Where(network => network.Driver == EngineNames.Driver);

    /// <summary>A network that lost its name has its engine's network where it has containers, and none elsewhere (R16).</summary>
    private static IEnumerable<NetworkView> Open(MeshView view) =>
        view.Networks.Values.Where(network => !network.Closing && !network.NameLoses);

    private string? EngineIdOf(MeshView view, NetworkId network)
    {
        foreach ((string engineId, NetworkId bound) in view.Bindings)
        {
            if (bound == network)
            {
                return engineId;
            }
        }
        return Ours().FirstOrDefault(engine => MirrorOf(engine) == network)?.Id;
    }

    private static NetworkView? Rival(MeshView view, EngineNetwork engine) =>
        Open(view).FirstOrDefault(network =>
            network.Record.Name == engine.Name && (!view.Bindings.TryGetValue(engine.Id, out NetworkId own) || own != network.Id));

    private static NetworkId? MirrorOf(EngineNetwork engine) =>
        engine.IpamOptions.TryGetValue(RequestPool.NetworkOption, out string? text)
            && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out UInt128 id)
            ? new NetworkId(id)
            : null;

    private static EngineNetworkSpec Spec(NetworkView network)
    {
        ImmutableSortedDictionary<string, string> mark = ImmutableSortedDictionary<string, string>.Empty
            .WithComparers(StringComparer.Ordinal)
            .SetItem(RequestPool.NetworkOption, network.Id.ToString());
        return new(
            network.Record.Name,
            network.Record.Internal,
            network.Record.Subnet.ToString(),
            Ipv4.ToText(network.Record.Gateway),
            mark,
            mark.SetItems(network.Record.Options.Where(option => option.Key != RequestPool.NetworkOption)),
            network.Record.Labels);
    }

    private string ErrorOf(string key) => _attempts.TryGetValue(key, out Attempt? attempt) ? attempt.Error : "";

    private string Sentence(MirrorStep step, string reason) => step switch
    {
        MirrorStep.Create when Namesake(step.Name) is { } other =>
            $"network {step.Name} is missing in this host's engine, because a network with driver {other.Driver} has that name: "
            + $"remove that one with 'docker network rm {other.Id[..12]}', or the mesh's with 'meshnet network rm {step.Name}'",
        MirrorStep.Create => $"network {step.Name} cannot be made in this host's engine: {reason}",
        MirrorStep.Remove => $"network {step.Name} was deleted but is still in this host's engine: {reason}",
        MirrorStep.GiveWay => $"network {step.Name} in this host's engine has to be replaced by another of that name, but is in use: {reason}",
        MirrorStep.Discard(_, var conflict) => $"network {step.Name} in this host's engine is not part of the mesh: {conflict}. "
            + $"It cannot be removed, because it is in use: {reason}",
        _ => $"network {step.Name} in this host's engine is not part of the mesh: {reason}",
    };

    private EngineNetwork? Namesake(string name) =>
        _engine.Values.FirstOrDefault(network => network.Name == name && network.Driver != EngineNames.Driver);

    private sealed class Attempt
    {
        public MirrorStep? Running { get; set; }

        public int Failures { get; set; }

        public TimeSpan NotBefore { get; set; }

        public string Error { get; set; } = "";
    }
}
