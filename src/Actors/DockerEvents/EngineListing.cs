namespace MeshNet.Actors.DockerEvents;

/// <summary>Everything the engine has that concerns us, as one list.</summary>
/// <param name="Networks">Those of our driver or our IPAM with their endpoints, the others without.</param>
/// <param name="First">The first since the engine was reached: it may have been away, or we.</param>
public sealed record EngineListing(
    EngineDescription Engine, ImmutableArray<EngineNetwork> Networks, ImmutableArray<EngineContainer> Containers, bool First)
{
    public IEnumerable<EngineNetwork> Ours => Networks.Where(network => network.Driver == EngineNames.Driver);

    /// <summary>Networks of other drivers whose addresses come from us.</summary>
    public IEnumerable<EngineNetwork> Guests =>
        Networks.Where(network => network.Driver != EngineNames.Driver && network.IpamDriver == EngineNames.Driver);

    /// <summary>
    /// Asks the engine. The endpoints come from the networks rather than the containers: there they are listed as long as the engine
    /// has them, whatever state the container is in.
    /// </summary>
    /// <exception cref="EngineException">A call failed; a part of the list would be worse than none.</exception>
    public static async Task<EngineListing> TakeAsync(IEngine engine, bool first)
    {
        EngineDescription description = await engine.DescribeAsync(CancellationToken.None);
        ImmutableArray<EngineContainer> containers = await engine.ListContainersAsync(CancellationToken.None);
        ImmutableArray<EngineNetwork>.Builder networks = ImmutableArray.CreateBuilder<EngineNetwork>();
        foreach (EngineNetwork network in await engine.ListNetworksAsync(CancellationToken.None))
        {
            bool concernsUs = network.Driver == EngineNames.Driver || network.IpamDriver == EngineNames.Driver;
            // One that was removed since the list was made has no endpoints left either.
            if (!concernsUs)
            {
                networks.Add(network);
            }
            else if (await engine.InspectNetworkAsync(network.Id, CancellationToken.None) is { } whole)
            {
                networks.Add(whole);
            }
        }
        return new(description, networks.ToImmutable(), containers, first);
    }
}

/// <summary>To the parts: the engine's list, whole.</summary>
/// <param name="Began">The kernel's monotonic clock before the listing.</param>
/// <param name="View">The mesh as it is now, for a part that has not heard of it yet.</param>
internal sealed record EngineListed(EngineListing Listing, TimeSpan Began, MeshView View);

/// <summary>From a part: what it knows of the engine may be out of date.</summary>
internal sealed record ListingWanted
{
    public static readonly ListingWanted Instance = new();
}

/// <summary>To the parts: the engine cannot be reached. Calls in progress fail by themselves; nothing new should be started.</summary>
internal sealed record EngineAway
{
    public static readonly EngineAway Instance = new();
}
