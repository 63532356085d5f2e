using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.Driver;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Actors.Gossip;
using MeshNet.Actors.Names;
using MeshNet.Actors.Transport;
using MeshNet.Docker;
using MeshNet.Messages;
using MeshNet.Node.Configuration;
using MeshNet.Node.Management;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Daemon;

/// <summary>Gathers what all actors say of themselves into one report, with every trouble as a sentence.</summary>
public static class StatusReporter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<StatusReport> ReportAsync(RunningMesh mesh, CancellationToken cancellation)
    {
        MeshView view = await AskAsync<MeshView>(mesh.Parts.Actors.Mesh, GetMeshView.Instance, cancellation).ConfigureAwait(false);
        GossipStatus gossip = await AskAsync<GossipStatus>(mesh.Parts.Actors.Mesh, GetGossipStatus.Instance, cancellation).ConfigureAwait(false);
        // Over a disk that takes nothing all but the view is refused: the status has to say that, and does without the removals.
        object answered = await AskAsync<object>(mesh.Parts.Actors.Mesh, GetEpoch.Instance, cancellation).ConfigureAwait(false);
        EpochReport epoch = answered as EpochReport ?? new EpochReport(0, [], []);
        MembershipView members = await AskAsync<MembershipView>(mesh.Parts.Membership, GetMembershipView.Instance, cancellation).ConfigureAwait(false);
        TransportStatus transport = await AskAsync<TransportStatus>(mesh.Parts.Transport, GetTransportStatus.Instance, cancellation).ConfigureAwait(false);
        DriverStatus driver = await AskAsync<DriverStatus>(mesh.Parts.Actors.Driver, GetDriverStatus.Instance, cancellation).ConfigureAwait(false);
        GatewayStatus gateway = await AskAsync<GatewayStatus>(mesh.Parts.Actors.Gateway, GetGatewayStatus.Instance, cancellation).ConfigureAwait(false);
        NamesStatus names = await AskAsync<NamesStatus>(mesh.Parts.Actors.Names, GetNamesStatus.Instance, cancellation).ConfigureAwait(false);
        DockerStatus docker = await AskAsync<DockerStatus>(mesh.Parts.DockerEvents, GetDockerStatus.Instance, cancellation).ConfigureAwait(false);
        ImmutableArray<string> problems = [.. Problems(view, gossip, epoch, members, driver, gateway, names, docker)];
        return new StatusReport(
            ProductVersion.Text,
            gossip.Removed ? "removed" : gossip.Quarantine is null ? "ready" : "quarantined",
            mesh.Identity.Node.Name,
            mesh.Identity.Node.Id.ToString(),
            mesh.Identity.Node.Cluster.ToString(),
            mesh.Underlay.Address.ToString(),
            members.Members.Values.Count(member => member.Status == MemberStatus.Alive),
            members.Members.Values.Count(member => member.Status != MemberStatus.Left),
            view.Networks.Count,
            view.Networks.Values.Sum(network => network.Endpoints.Count),
            docker.Reachable ? $"version {docker.Version}" : docker.Error,
            problems,
            [.. gossip.Notices.Concat(docker.Notices).Except(problems), .. Repairs(driver, gateway)],
            Counters(gossip, transport, driver, gateway, names));
    }

    public static async Task<StatusReport> ReportOutsideAsync(IDockerEngine engine, MeshNetSettings settings, CancellationToken cancellation)
    {
        string docker;
        try
        {
            docker = $"version {(await engine.VersionAsync(cancellation).ConfigureAwait(false)).Version}";
        }
        catch (Exception error) when (error is DockerUnavailableException or DockerApiException)
        {
            docker = $"not reachable at {settings.DockerSocket}: {error.Message}";
        }

        return new StatusReport(
            ProductVersion.Text, "not in a mesh", "", "", "", "", 0, 0, 0, 0, docker,
            ["this host is in no mesh: run 'meshnet init' or 'meshnet join'"],
            [],
            ImmutableSortedDictionary<string, long>.Empty);
    }

    private static IEnumerable<string> Problems(
        MeshView view,
        GossipStatus gossip,
        EpochReport epoch,
        MembershipView members,
        DriverStatus driver,
        GatewayStatus gateway,
        NamesStatus names,
        DockerStatus docker)
    {
        IEnumerable<string> own = new[] { gossip.Quarantine, gossip.StoreTrouble }.OfType<string>()
            .Concat(Rows.Epoch(epoch).Removals.Where(removal => !removal.Settled).Select(removal => removal.Describe()));
        IEnumerable<string> unreachable = members.Members.Values
            .Where(member => member.Status is MemberStatus.Suspect or MemberStatus.Dead && epoch.Removals.All(removal => removal.Node != member.Id))
            .Select(member => $"{member.Name} ({member.Address}) does not answer; its containers stay connected if the underlay still carries them");
        IEnumerable<string> kernel = driver.Networks.SelectMany(network => network.Objects
            .Where(item => item.State != ObjectState.Done)
            .Select(item => $"network {network.Name}: {item.Name}: {item.Reason}"));
        IEnumerable<string> egress = gateway.Ours.Append(gateway.Engine)
            .Where(item => item.State == ObjectState.Error)
            .Select(item => $"{item.Name}: {item.Reason}");
        IEnumerable<string> resolvers = names.Sandboxes
            .Where(sandbox => sandbox.Trouble is not null)
            .Select(sandbox => $"names in {sandbox.Path}: {sandbox.Trouble}")
            .Concat(names.Trouble is null ? [] : [$"names: {names.Trouble}"]);
        IEnumerable<string> engine = docker.Error.Length == 0 ? [] : new[] { $"docker: {docker.Error}" };
        IEnumerable<string> objects = docker.Networks.Select(mirror => mirror.Error).Concat(docker.Containers.Select(label => label.Error))
            .Where(error => error.Length > 0);
        return own.Concat(unreachable).Concat(view.Conflicts).Concat(kernel).Concat(egress).Concat(resolvers).Concat(engine).Concat(objects);
    }

    /// <summary>What somebody had changed in the kernel and was put right, in this life of the daemon.</summary>
    private static IEnumerable<string> Repairs(DriverStatus driver, GatewayStatus gateway)
    {
        foreach (NetworkStatus network in driver.Networks.Where(network => network.Counters.Repairs > 0))
        {
            yield return Repaired($"network {(network.Name.Length > 0 ? network.Name : network.Network.ToShortString())}", network.Counters.Repairs, network.LastRepair);
        }

        if (gateway.Repairs > 0)
        {
            yield return Repaired("the way out of the containers", gateway.Repairs, gateway.LastRepair);
        }
    }

    private static string Repaired(string what, long count, string last) => string.Create(
        CultureInfo.InvariantCulture, $"{what}: {count} objects in the kernel were not as meshnet left them and are put right, the last: {last}");

    private static ImmutableSortedDictionary<string, long> Counters(
        GossipStatus gossip,
        TransportStatus transport,
        DriverStatus driver,
        GatewayStatus gateway,
        NamesStatus names)
    {
        var counters = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        counters["logs"] = gossip.Logs;
        counters["records"] = gossip.Records;
        counters["datagrams-sent"] = transport.DatagramsSent;
        counters["datagrams-received"] = transport.DatagramsReceived;
        counters["streams-sent"] = transport.StreamsSent;
        counters["streams-received"] = transport.StreamsReceived;
        counters["kernel-repairs"] = driver.Counters.Repairs;
        counters["gateway-repairs"] = gateway.Repairs;
        counters["dns-queries"] = names.Counts.Queries;
        counters["dns-forwarded"] = names.Counts.Forwarded;
        foreach ((DropReason reason, long count) in transport.Dropped)
        {
            counters[string.Create(CultureInfo.InvariantCulture, $"dropped-{reason}").ToLowerInvariant()] = count;
        }

        return counters.ToImmutable();
    }

    private static Task<T> AskAsync<T>(IActorRef actor, object question, CancellationToken cancellation) =>
        actor.Ask<T>(question, Patience, cancellation);
}
