namespace MeshNet.Actors.Driver;

/// <summary>
/// Which endpoints of one network belong on this host. The replica says so, but it learns of an endpoint a little after Docker has
/// asked for the veth, and of its end a little after Docker has taken the container down.
/// </summary>
internal sealed class LocalEndpoints
{
    private ImmutableSortedSet<EndpointId> _replicated = [];
    private ImmutableSortedSet<EndpointId> _claimed = [];
    private ImmutableSortedSet<EndpointId> _ended = [];
    private ImmutableSortedSet<string> _doomed = [];
    private ImmutableSortedSet<string> _idle = [];

    public ImmutableSortedSet<EndpointId> Current =>
        _ended.IsEmpty && _claimed.IsEmpty ? _replicated : _replicated.Except(_ended).Union(_claimed);

    /// <summary>Neither Docker nor the replica has an endpoint here, so that nothing is waited for any more.</summary>
    public bool IsSettled => _replicated.IsEmpty && _claimed.IsEmpty;

    /// <summary>Names of ports that have no place any more but may still be there.</summary>
    public ImmutableSortedSet<string> Doomed => _doomed;

    /// <summary>The replica's word: an endpoint that it no longer has is at its end.</summary>
    public void Replicate(ImmutableSortedSet<EndpointId> endpoints)
    {
        foreach (EndpointId gone in _replicated.Except(endpoints).Except(_claimed))
        {
            _doomed = _doomed.Add(OverlayLinks.NameOf(gone));
        }

        _claimed = _claimed.Except(endpoints);
        _ended = _ended.Intersect(endpoints);
        _replicated = endpoints;
    }

    /// <summary>Docker asks for the endpoint's veth.</summary>
    public void Claim(EndpointId endpoint)
    {
        _ended = _ended.Remove(endpoint);
        _doomed = _doomed.Remove(OverlayLinks.NameOf(endpoint));
        _idle = _idle.Remove(OverlayLinks.NameOf(endpoint));
        if (!_replicated.Contains(endpoint))
        {
            _claimed = _claimed.Add(endpoint);
        }
    }

    /// <summary>The veth could not be made, or the container is gone.</summary>
    public void End(EndpointId endpoint)
    {
        _claimed = _claimed.Remove(endpoint);
        _doomed = _doomed.Add(OverlayLinks.NameOf(endpoint));
        if (_replicated.Contains(endpoint))
        {
            _ended = _ended.Add(endpoint);
        }
    }

    public void Removed(string port) => _doomed = _doomed.Remove(port);

    /// <summary>
    /// Judges the ports of an overlay. A port without an endpoint is removed only when no container holds it, at the second periodic
    /// look that finds it so: it is left over from a container that Docker gave up. One that a container holds is never removed on
    /// this ground, since a replica may be behind but a running container is not (I3).
    /// </summary>
    public PortReview Review(IEnumerable<OverlayPort> ports, bool periodic)
    {
        ImmutableSortedDictionary<string, EndpointId> replicated = _replicated.Except(_ended)
            .ToImmutableSortedDictionary(OverlayLinks.NameOf, endpoint => endpoint, StringComparer.Ordinal);
        ImmutableSortedSet<string> claimed = [.. _claimed.Select(OverlayLinks.NameOf)];
        ImmutableSortedSet<string> present = [.. ports.Select(port => port.Name)];
        ImmutableSortedSet<string> idle = [.. ports.Where(port => port.IsWaiting && !replicated.ContainsKey(port.Name)).Select(port => port.Name)];
        if (periodic)
        {
            foreach (string abandoned in idle.Intersect(_idle))
            {
                _doomed = _doomed.Add(abandoned);
                _claimed = _claimed.Except(_claimed.Where(endpoint => OverlayLinks.NameOf(endpoint) == abandoned));
            }

            _idle = idle;
        }

        _doomed = _doomed.Intersect(present);
        return new(
            [.. replicated.Where(pair => !present.Contains(pair.Key)).Select(pair => pair.Value)],
            _doomed,
            present.Except(_doomed).Except(idle).Except(claimed).Except(replicated.Keys));
    }
}

/// <summary>What a look at an overlay's ports found.</summary>
/// <param name="Missing">Replicated endpoints of this host without a port: their containers are cut off.</param>
/// <param name="Doomed">Ports to remove.</param>
/// <param name="Unknown">Ports that some container holds although no endpoint accounts for them. They are kept.</param>
internal sealed record PortReview(
    ImmutableSortedSet<EndpointId> Missing,
    ImmutableSortedSet<string> Doomed,
    ImmutableSortedSet<string> Unknown)
{
    public static readonly PortReview Nothing = new([], [], []);
}
