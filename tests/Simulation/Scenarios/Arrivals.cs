using MeshNet.Actors;
using MeshNet.Actors.Driver;
using MeshNet.Simulation.Edges;

namespace MeshNet.Simulation.Scenarios;

/// <summary>
/// When which host came to know an endpoint: its view held it, and its kernel too where a container of the network runs there. Measured
/// from the moment at which the owner's own view did.
/// </summary>
internal sealed class Arrivals
{
    private readonly Stage _stage;
    private readonly string _network;
    private readonly TimeSpan?[] _seen;
    private EndpointId _endpoint;

    public Arrivals(Stage stage, string network)
    {
        _stage = stage;
        _network = network;
        _seen = new TimeSpan?[stage.Hosts.Count];
        foreach (Host host in stage.Hosts)
        {
            host.System!.ActorOf(Made.By(() => new ViewWitness(view => See(host, view))), "witness");
        }
    }

    private int Known { get; set; }

    private NetworkId Id { get; set; }

    /// <summary>Runs a container and gives how long each other host took to hear of it.</summary>
    public List<TimeSpan> Of(Host owner, string name)
    {
        Array.Clear(_seen);
        Known++;
        Container container = _stage.Run(owner, _network, name);
        _endpoint = container.Endpoint;
        Host[] waiting = [.. _stage.Hosts.Where(host => host != owner)];
        TimeSpan?[] programmed = new TimeSpan?[_seen.Length];
        _stage.Until(
            TimeSpan.FromSeconds(5),
            () =>
            {
                foreach (Host host in waiting)
                {
                    programmed[host.Index] ??= IsProgrammed(host, owner, container) ? _stage.World.Now : null;
                }

                waiting = [.. waiting.Where(host => programmed[host.Index] is null || _seen[host.Index] is null)];
                return waiting.Length == 0 ? null : $"{waiting[0].Name} does not know {name}";
            },
            stepMilliseconds: 1);
        TimeSpan begin = _seen[owner.Index]!.Value;
        return [.. _stage.Hosts.Where(host => host != owner).Select(host => Took(begin, _seen[host.Index]!.Value, programmed[host.Index]!.Value, host))];
    }

    /// <summary>Kernels are looked at once a millisecond: one without an overlay never has anything to wait for.</summary>
    private TimeSpan Took(TimeSpan begin, TimeSpan seen, TimeSpan programmed, Host host) =>
        (host.Kernel.Overlays.ContainsKey(Id) && programmed > seen ? programmed : seen) - begin;

    private bool IsProgrammed(Host host, Host owner, Container container) =>
        !host.Kernel.Overlays.TryGetValue(Id, out Overlay? overlay)
        || (overlay.Entries.TryGetValue(container.Address!.Value, out RemoteEndpoint? entry)
            && entry.Endpoint == _endpoint
            && entry.Vtep.Equals(owner.Address.Address));

    private void See(Host host, MeshView view)
    {
        foreach (NetworkView network in view.Networks.Values.Where(network => network.Record.Name == _network))
        {
            Id = network.Id;
            if (network.Endpoints.Count >= Known && Known > 0)
            {
                _seen[host.Index] ??= _stage.World.Now;
            }
        }
    }
}
