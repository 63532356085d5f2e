namespace MeshNet.Actors.Driver;

/// <summary>What a network's actor knows of its kernel objects, told to the driver after each step, so that a status costs nobody a wait.</summary>
/// <param name="Plan">Null while there is none; <paramref name="Obstacle"/> says why.</param>
/// <param name="Notes">What is being done for endpoints whose veth is missing.</param>
internal sealed record NetworkSnapshot(
    NetworkId Network,
    NetworkPlan? Plan,
    string Obstacle,
    ImmutableArray<KernelFault> Faults,
    ImmutableSortedSet<string> UnknownPorts,
    ImmutableSortedDictionary<EndpointId, string> Notes,
    DriverCounters Counters,
    string LastRepair);

/// <summary>
/// From a network's actor: nothing of the network is left on this host. <paramref name="Requests"/> tells how many requests it has
/// had, so that the driver does not stop it over one that is still on its way.
/// </summary>
internal sealed record NetworkIdle(NetworkId Network, long Requests);

/// <summary>To a network's actor: compare the whole plan with the whole kernel.</summary>
/// <param name="IsPeriodic">It is the regular look, by whose number the age of left-over links is told.</param>
internal sealed record NetworkLook(bool IsPeriodic);

/// <summary>From the kernel: a link of the network, or an entry that it has to have, was deleted, perhaps by ourselves.</summary>
internal sealed record ObjectsDeleted(NetworkId Network);

/// <summary>Where the container of an endpoint runs whose veth is missing, or why that is not known.</summary>
/// <param name="ProcessId">Null when it does not run.</param>
internal sealed record SandboxFound(EndpointId Endpoint, int? ProcessId, string Reason);
