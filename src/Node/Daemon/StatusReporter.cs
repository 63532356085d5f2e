using Akka.Actor;
using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.Driver;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Actors.Gossip;
using MeshNet.Actors.MeshNode;
using MeshNet.Actors.Names;
using MeshNet.Actors.Transport;
using MeshNet.Node.Management;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Daemon;

/// <summary>
/// Gathers what all actors say of themselves into one report, with every trouble as a sentence. All are asked at once, and who does not
/// answer in time is such a trouble: the status is for the very hour in which something is stuck.
/// </summary>
public static class StatusReporter
{
    public static async Task<StatusReport> ReportAsync(RunningMesh mesh, TimeSpan patience, CancellationToken cancellation)
    {
        Answers told = await Answers.GatherAsync(mesh.Parts, patience, cancellation).ConfigureAwait(false);
        ImmutableArray<string> problems = [.. told.Missing, .. Problems(told)];
        Member[] members = [.. told.Members?.Members.Values ?? []];
        return new StatusReport(
            ProductVersion.Text,
            State(told.Gossip),
            mesh.Identity.Node.Name,
            mesh.Identity.Node.Id.ToString(),
            mesh.Identity.Node.Cluster.ToString(),
            mesh.Underlay.Address.ToString(),
            members.Count(member => member.Status == MemberStatus.Alive),
            members.Count(member => member.Status != MemberStatus.Left),
            told.View?.Networks.Count ?? 0,
            told.View?.Networks.Values.Sum(network => network.Endpoints.Count) ?? 0,
            Docker(told.Docker),
            problems,
            [.. (told.Gossip?.Notices ?? []).Concat(told.Docker?.Notices ?? []).Except(problems), .. Repairs(told.Driver, told.Gateway)],
            Counters(told));
    }

    /// <param name="docker">The engine's version, or why it is not reached.</param>
    public static StatusReport ReportOutside(string docker) => new(
        ProductVersion.Text, "not in a mesh", "", "", "", "", 0, 0, 0, 0, docker,
        ["this host is not in a mesh: run 'meshnet init' or 'meshnet join'"],
        [],
        ImmutableSortedDictionary<string, long>.Empty);

    private static string State(GossipStatus? gossip) => gossip switch
    {
        null => "not answering",
        { Removed: true } => "removed",
        { Quarantine: not null } => "quarantined",
        _ => "ready",
    };

    private static string Docker(DockerStatus? docker) => docker switch
    {
        null => "not known",
        { Reachable: true } => $"version {docker.Version}",
        _ => docker.Error,
    };

    private static IEnumerable<string> Problems(Answers told)
    {
        ImmutableArray<RemovalReport> removals = told.Epoch?.Removals ?? [];
        IEnumerable<string?> own = [told.Gossip?.Quarantine, told.Gossip?.StoreTrouble];
        IEnumerable<string> waiting = told.Epoch is null
            ? []
            : Rows.Epoch(told.Epoch).Removals.Where(removal => !removal.Settled).Select(removal => removal.Describe());
        IEnumerable<string> unreachable = (told.Members?.Members.Values ?? [])
            .Where(member => member.Status is MemberStatus.Suspect or MemberStatus.Dead && removals.All(removal => removal.Node != member.Id))
            .Select(member => $"{member.Name} ({member.Address}) does not answer; its containers stay connected while the underlay carries their packets: see 'meshnet doctor'");
        IEnumerable<string> kernel = (told.Driver?.Networks ?? []).SelectMany(network => network.Objects
            .Where(item => item.State != ObjectState.Done)
            .Select(item => $"network {network.Name}: {item.Name}: {item.Reason}"));
        return own.OfType<string>().Concat(waiting).Concat(unreachable).Concat(told.View?.Conflicts ?? []).Concat(kernel)
            .Concat(Egress(told.Gateway)).Concat(Resolvers(told.Names)).Concat(Engine(told.Docker));
    }

    private static IEnumerable<string> Egress(GatewayStatus? gateway) => gateway is null
        ? []
        : gateway.Ours.Append(gateway.Engine).Where(item => item.State == ObjectState.Error).Select(item => $"{item.Name}: {item.Reason}");

    private static IEnumerable<string> Resolvers(NamesStatus? names) => names is null
        ? []
        : names.Sandboxes.Where(sandbox => sandbox.Trouble is not null).Select(sandbox => $"names in {sandbox.Path}: {sandbox.Trouble}")
            .Concat(names.Trouble is null ? [] : [$"names: {names.Trouble}"]);

    private static IEnumerable<string> Engine(DockerStatus? docker) => docker is null
        ? []
        : (docker.Error.Length == 0 ? Enumerable.Empty<string>() : [$"docker: {docker.Error}"])
            .Concat(docker.Networks.Select(mirror => mirror.Error)
                .Concat(docker.Containers.Select(label => label.Error))
                .Where(error => error.Length > 0));

    /// <summary>What somebody had changed in the kernel and was put right, in this life of the daemon.</summary>
    private static IEnumerable<string> Repairs(DriverStatus? driver, GatewayStatus? gateway)
    {
        foreach (NetworkStatus network in (driver?.Networks ?? []).Where(network => network.Counters.Repairs > 0))
        {
            string name = network.Name.Length > 0 ? network.Name : network.Network.ToShortString();
            yield return Repaired($"network {name}", network.Counters.Repairs, network.LastRepair);
        }

        if (gateway?.Repairs > 0)
        {
            yield return Repaired("the containers' gateway", gateway.Repairs, gateway.LastRepair);
        }
    }

    private static string Repaired(string what, long count, string last) => string.Create(
        CultureInfo.InvariantCulture, $"{what}: {count} kernel objects were changed by somebody else and repaired; the last repair: {last}");

    /// <summary>What is not known is left out.</summary>
    private static ImmutableSortedDictionary<string, long> Counters(Answers told)
    {
        (string Name, long? Value)[] known =
        [
            ("logs", told.Gossip?.Logs),
            ("records", told.Gossip?.Records),
            ("datagrams-sent", told.Transport?.DatagramsSent),
            ("datagrams-received", told.Transport?.DatagramsReceived),
            ("streams-sent", told.Transport?.StreamsSent),
            ("streams-received", told.Transport?.StreamsReceived),
            ("kernel-repairs", told.Driver?.Counters.Repairs),
            ("gateway-repairs", told.Gateway?.Repairs),
            ("dns-queries", told.Names?.Counts.Queries),
            ("dns-forwarded", told.Names?.Counts.Forwarded),
            .. (told.Transport?.Dropped ?? ImmutableSortedDictionary<DropReason, long>.Empty).Select(dropped => (
                string.Create(CultureInfo.InvariantCulture, $"dropped-{dropped.Key}").ToLowerInvariant(), (long?)dropped.Value)),
        ];
        return known.Where(counter => counter.Value is not null)
            .ToImmutableSortedDictionary(counter => counter.Name, counter => counter.Value!.Value, StringComparer.Ordinal);
    }

    /// <summary>What each actor said; null where it said nothing in time, which <see cref="Missing"/> tells.</summary>
    private sealed record Answers(
        MeshView? View,
        GossipStatus? Gossip,
        EpochReport? Epoch,
        MembershipView? Members,
        TransportStatus? Transport,
        DriverStatus? Driver,
        GatewayStatus? Gateway,
        NamesStatus? Names,
        DockerStatus? Docker,
        ImmutableArray<string> Missing)
    {
        public static async Task<Answers> GatherAsync(MeshNodeParts parts, TimeSpan patience, CancellationToken cancellation)
        {
            List<string> missing = [];
            MeshNet.Actors.MeshActors actors = parts.Actors;
            Task<MeshView?> view = AskAsync<MeshView>("the mesh's view", actors.Mesh, GetMeshView.Instance);
            Task<GossipStatus?> gossip = AskAsync<GossipStatus>("the gossip", actors.Mesh, GetGossipStatus.Instance);
            Task<EpochReport?> epoch = AskAsync<EpochReport>("the record of removals", actors.Mesh, GetEpoch.Instance);
            Task<MembershipView?> members = AskAsync<MembershipView>("the membership", parts.Membership, GetMembershipView.Instance);
            Task<TransportStatus?> transport = AskAsync<TransportStatus>("the transport", parts.Transport, GetTransportStatus.Instance);
            Task<DriverStatus?> driver = AskAsync<DriverStatus>("the driver", actors.Driver, GetDriverStatus.Instance);
            Task<GatewayStatus?> gateway = AskAsync<GatewayStatus>("the gateway bridge", actors.Gateway, GetGatewayStatus.Instance);
            Task<NamesStatus?> names = AskAsync<NamesStatus>("the name service", actors.Names, GetNamesStatus.Instance);
            Task<DockerStatus?> docker = AskAsync<DockerStatus>("the watch over docker", parts.DockerEvents, GetDockerStatus.Instance);
            await Task.WhenAll(view, gossip, epoch, members, transport, driver, gateway, names, docker).ConfigureAwait(false);
            return new(
                await view.ConfigureAwait(false), await gossip.ConfigureAwait(false), await epoch.ConfigureAwait(false),
                await members.ConfigureAwait(false), await transport.ConfigureAwait(false), await driver.ConfigureAwait(false),
                await gateway.ConfigureAwait(false), await names.ConfigureAwait(false), await docker.ConfigureAwait(false),
                [.. missing.Order(StringComparer.Ordinal)]);

            async Task<T?> AskAsync<T>(string whom, IActorRef actor, object question)
                where T : class
            {
                try
                {
                    return await actor.Ask<object>(question, patience, cancellation).ConfigureAwait(false) switch
                    {
                        T answer => answer,
                        // Over a disk that takes nothing all but the view is refused, and the gossip's own status says so.
                        Refused => null,
                        object other => throw new InvalidOperationException($"{whom} answered with {other.GetType().Name}"),
                    };
                }
                catch (AskTimeoutException)
                {
                    lock (missing)
                    {
                        missing.Add($"{whom} gave no answer within {patience.TotalSeconds:0.#} s: see the daemon's log; "
                            + "to restart it without disturbing any container, run 'systemctl restart meshnet'");
                    }

                    return null;
                }
            }
        }
    }
}
