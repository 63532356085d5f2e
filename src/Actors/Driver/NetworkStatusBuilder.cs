namespace MeshNet.Actors.Driver;

/// <summary>Puts a network's snapshot into words, object by object.</summary>
internal static class NetworkStatusBuilder
{
    public static NetworkStatus Build(NetworkSnapshot snapshot, MeshView? view)
    {
        NetworkView? network = view?.Networks.GetValueOrDefault(snapshot.Network);
        List<ObjectStatus> objects = [Overlay(snapshot)];
        if (network is not null)
        {
            ILookup<string, string> faults = snapshot.Faults.ToLookup(fault => fault.Key, fault => fault.Words);
            objects.AddRange(network.Endpoints.Values.Select(endpoint => Endpoint(snapshot, faults, endpoint)));
        }

        objects.AddRange(snapshot.UnknownPorts.Select(port => new ObjectStatus(
            $"link {port}",
            ObjectState.Pending,
            "a container uses it, but meshnet knows no endpoint for it, so it is left alone: restart that container")));
        return new(
            snapshot.Network,
            network?.Record.Name ?? snapshot.Plan?.Name ?? "",
            network?.Record.Vni ?? snapshot.Plan?.Vni ?? 0,
            snapshot.Plan?.Mtu ?? 0,
            [.. objects],
            snapshot.Counters,
            snapshot.LastRepair);
    }

    private static ObjectStatus Overlay(NetworkSnapshot snapshot)
    {
        string[] words = [.. snapshot.Faults.Where(fault => fault.Object == KernelObject.Overlay).Select(fault => fault.Words)];
        return words.Length > 0 ? new("overlay", ObjectState.Error, string.Join("; ", words))
            : snapshot.Plan is null ? new("overlay", ObjectState.Pending, snapshot.Obstacle)
            : new("overlay", ObjectState.Done);
    }

    private static ObjectStatus Endpoint(NetworkSnapshot snapshot, ILookup<string, string> faults, EndpointView endpoint)
    {
        string address = Ipv4.ToText(endpoint.Record.Address);
        string name = $"endpoint {(endpoint.Record.Name.Length > 0 ? endpoint.Record.Name : endpoint.Id.ToString()[..12])} {address}";
        string[] keys = [OverlayLinks.NameOf(endpoint.Id), address, endpoint.Record.Mac.ToString()];
        string[] words = [.. keys.SelectMany(key => faults[key])];
        if (words.Length > 0)
        {
            return new(name, ObjectState.Error, string.Join("; ", words));
        }

        string? reason = snapshot.Plan is null ? snapshot.Obstacle
            : snapshot.Notes.GetValueOrDefault(endpoint.Id) ?? snapshot.Plan.Withheld.GetValueOrDefault(endpoint.Id);
        return reason is null ? new(name, ObjectState.Done) : new(name, ObjectState.Pending, reason);
    }
}
