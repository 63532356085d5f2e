using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using Akka.Actor;
using MeshNet.Actors.Diagnosis;
using MeshNet.Actors.Gossip;
using MeshNet.Actors.Identity;
using MeshNet.Actors.Plugin;
using MeshNet.Docker;
using MeshNet.Messages;
using MeshNet.Node.Configuration;
using MeshNet.Node.Management;
using MeshNet.Node.Management.Model;
using MeshNet.Node.Storage;
using MeshNet.Node.Transport;
using MeshNet.Protocol.Random;

namespace MeshNet.Node.Daemon;

/// <summary>This host's place in a mesh: entering, being in, and leaving it, on behalf of the management API.</summary>
public sealed class NodeDaemon(
    MeshNetSettings settings,
    ActorSystem system,
    IDurableStore store,
    IDockerEngine engine,
    IActorRef plugin) : IMeshControl, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SyncPatience = TimeSpan.FromSeconds(30);

    private readonly NodeIdentityStore _identities = new(store, new StartWitnessFile(settings.StateDirectory));
    private readonly string _fingerprint = MachineFingerprint.Read();
    private readonly SemaphoreSlim _changing = new(1);
    private RunningMesh? _mesh;

    /// <summary>Goes on where the last start ended: in the mesh, if this host was in one.</summary>
    public async Task ResumeAsync()
    {
        if (_identities.Read() is null)
        {
            plugin.Tell(MeshAbsent.Instance);
        }
        else
        {
            await EnterAsync().ConfigureAwait(false);
        }
    }

    public async Task<StatusReport> StatusAsync(CancellationToken cancellation) =>
        _mesh is { } mesh
            ? await StatusReporter.ReportAsync(mesh, cancellation).ConfigureAwait(false)
            : await StatusReporter.ReportOutsideAsync(engine, settings, cancellation).ConfigureAwait(false);

    public async Task<string> InitAsync(string advertise, CancellationToken cancellation)
    {
        using Changing _ = await BeginAsync(cancellation).ConfigureAwait(false);
        RefuseInside();
        Underlay.Find(advertise, settings);
        await BecomeAsync(NewToken(), advertise, founds: true).ConfigureAwait(false);
        return JoinLine();
    }

    public async Task<string> JoinAsync(JoinCommand command, CancellationToken cancellation)
    {
        using Changing _ = await BeginAsync(cancellation).ConfigureAwait(false);
        JoinToken token = ParseToken(command.Token);
        IPEndPoint contact = ParseContact(command.Address);
        Underlay.Find(command.Advertise, settings);
        string former = await ForgetIfRemovedAsync(cancellation).ConfigureAwait(false);
        RefuseInside();
        await BecomeAsync(token, command.Advertise, founds: false).ConfigureAwait(false);
        MembershipEvent outcome = await _mesh!.Parts.Membership
            .Ask<MembershipEvent>(new JoinCluster(contact), Patience, cancellation).ConfigureAwait(false);
        if (outcome is MembershipEvent.JoinFailed failed)
        {
            await ForgetAsync().ConfigureAwait(false);
            throw ControlException.Conflict(failed.Reason);
        }

        await WaitUntilSyncedAsync(cancellation).ConfigureAwait(false);
        MembershipView members = await MembersAsync(cancellation).ConfigureAwait(false);
        string joined = $"joined: {members.Members.Values.Count(member => member.Status == MemberStatus.Alive)} hosts are in the mesh";
        ImmutableArray<string> replaced = [.. new[] { command.Replace, former }.Where(node => node.Length > 0)];
        return replaced.IsEmpty ? joined : $"{joined}; {await ReplaceAsync(replaced, cancellation).ConfigureAwait(false)}";
    }

    public async Task<string> RemoveNodesAsync(RemovalCommand command, CancellationToken cancellation)
    {
        if (command.Nodes.IsDefaultOrEmpty)
        {
            throw ControlException.BadRequest("no host is named: 'meshnet node ls' shows those there are");
        }

        if (command.AssertOff)
        {
            MembershipView members = await MembersAsync(cancellation).ConfigureAwait(false);
            Member? alive = members.Members.Values.FirstOrDefault(member => member.Status == MemberStatus.Alive && command.Nodes.Any(node => IsMeant(member, node)));
            if (alive is not null)
            {
                throw ControlException.Conflict(
                    $"{alive.Name} ({alive.Address}) answers, so it is not off: leave out --assert-off, and it withdraws when it hears of its removal");
            }
        }

        NodesRemoved removed = await AskAsync<NodesRemoved>(new RemoveNodes(command.Nodes, command.AssertOff), cancellation).ConfigureAwait(false);
        return removed.Text;
    }

    public async Task<string> LeaveAsync(CancellationToken cancellation)
    {
        using Changing _ = await BeginAsync(cancellation).ConfigureAwait(false);
        await AskAsync<Acknowledged>(LeaveMesh.Instance, cancellation).ConfigureAwait(false);
        await Mesh().Parts.Membership.Ask<MembershipEvent>(LeaveCluster.Instance, Patience, cancellation).ConfigureAwait(false);
        await ForgetAsync().ConfigureAwait(false);
        return "left: this host is in no mesh any more";
    }

    public string JoinLine()
    {
        RunningMesh mesh = Mesh();
        return $"meshnet join --token {mesh.Identity.Node.ToToken().Print()} {ContactText(mesh.Underlay.Address)}";
    }

    public Task<MembershipView> MembersAsync(CancellationToken cancellation) =>
        Mesh().Parts.Membership.Ask<MembershipView>(GetMembershipView.Instance, Patience, cancellation);

    public async Task<PathReports> PathsAsync(CancellationToken cancellation)
    {
        MembershipView members = await MembersAsync(cancellation).ConfigureAwait(false);
        ImmutableSortedDictionary<NodeId, IPAddress> peers = members.Members.Values
            .Where(member => member.Id != members.Self && member.Status != MemberStatus.Left)
            .ToImmutableSortedDictionary(member => member.Id, member => member.Address.Address);
        object answer = await Mesh().Paths.Ask<object>(new TryPaths(new CryptoRandom().NextUInt64(), peers), Patience, cancellation).ConfigureAwait(false);
        return answer as PathReports ?? throw ControlException.Conflict(((Refused)answer).Reason);
    }

    public Task<MeshView> ViewAsync(CancellationToken cancellation) => AskAsync<MeshView>(GetMeshView.Instance, cancellation);

    public async Task<T> AskAsync<T>(IMeshRequest request, CancellationToken cancellation)
    {
        object answer;
        try
        {
            answer = await Mesh().Parts.Actors.Mesh.Ask<object>(request, Patience, cancellation).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            throw new ControlException(504, LateReason(request));
        }

        return answer switch
        {
            T expected => expected,
            Refused refused => throw ControlException.Conflict(refused.Reason),
            _ => throw new InvalidOperationException($"{request.GetType().Name} was answered with {answer.GetType().Name}"),
        };
    }

    /// <summary>Stops the actors; whoever restarts goes on without anyone's noticing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_mesh is { } mesh)
        {
            _mesh = null;
            await mesh.DisposeAsync().ConfigureAwait(false);
        }

        _changing.Dispose();
    }

    private RunningMesh Mesh() => _mesh ?? throw ControlException.NotInMesh();

    private void RefuseInside()
    {
        if (_identities.Read() is { } identity)
        {
            throw ControlException.Conflict($"this host is node {identity.Name} of mesh {identity.Cluster} already: 'meshnet leave' takes it out");
        }
    }

    /// <summary>Takes on an identity in a cluster and enters it; what fails on the way leaves nothing behind.</summary>
    private async Task BecomeAsync(JoinToken token, string advertise, bool founds)
    {
        NodeId id = new(new CryptoRandom().NextUInt128());
        _identities.Create(new NodeIdentity(id, Dns.GetHostName(), token.Cluster, token.Secret, _fingerprint));
        new NodeRows(store).Write(advertise, founds);
        try
        {
            await EnterAsync().ConfigureAwait(false);
        }
        catch (PortException error)
        {
            StateEraser.Erase(store, settings.StateDirectory);
            throw ControlException.Conflict(error.Message);
        }
    }

    private async Task EnterAsync()
    {
        _mesh = await RunningMesh.StartAsync(system, settings, store, _identities, _fingerprint, engine).ConfigureAwait(false);
        plugin.Tell(new MeshEntered(_mesh.Parts.Actors));
    }

    private async Task ForgetAsync()
    {
        plugin.Tell(MeshAbsent.Instance);
        RunningMesh mesh = Mesh();
        _mesh = null;
        await mesh.DisposeAsync().ConfigureAwait(false);
        StateEraser.Erase(store, settings.StateDirectory);
    }

    /// <summary>A host that was removed joins as a new one. What it was it can assert off: nobody knows better (R22).</summary>
    private async Task<string> ForgetIfRemovedAsync(CancellationToken cancellation)
    {
        if (_mesh is not { } mesh)
        {
            return "";
        }

        GossipStatus status = await mesh.Parts.Actors.Mesh.Ask<GossipStatus>(GetGossipStatus.Instance, Patience, cancellation).ConfigureAwait(false);
        if (!status.Removed)
        {
            return "";
        }

        await ForgetAsync().ConfigureAwait(false);
        return mesh.Identity.Node.Id.ToString();
    }

    /// <summary>Asserts this machine's former self off. That this host has joined stays true if it fails.</summary>
    private async Task<string> ReplaceAsync(ImmutableArray<string> former, CancellationToken cancellation)
    {
        try
        {
            return (await AskAsync<NodesRemoved>(new RemoveNodes(former, AssertOff: true), cancellation).ConfigureAwait(false)).Text;
        }
        catch (ControlException error)
        {
            return $"but what it was before is not removed: {error.Message}";
        }
    }

    private static string LateReason(IMeshRequest request) => request is LeaveMesh
        ? $"this host is leaving, and no other has confirmed within {Patience.TotalSeconds:0} s that it has everything: let the daemon run, see with "
            + "'meshnet status' which hosts it reaches, and run 'meshnet leave' again"
        : $"the mesh's state gave no answer within {Patience.TotalSeconds:0} s: the daemon's log and 'meshnet status' show what it is at";

    private static bool IsMeant(Member member, string node) =>
        member.Name == node || (node.Length >= 4 && member.Id.ToString().StartsWith(node, StringComparison.OrdinalIgnoreCase));

    private async Task WaitUntilSyncedAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(SyncPatience);
        while (!(await Mesh().Parts.Actors.Mesh.Ask<GossipStatus>(GetGossipStatus.Instance, Patience, cancellation).ConfigureAwait(false)).Synced)
        {
            if (limit.IsCancellationRequested)
            {
                throw new ControlException(504, $"joined, but the mesh's state did not arrive within {SyncPatience.TotalSeconds:0} s: 'meshnet status' shows how it goes on");
            }

            await Task.Delay(20, cancellation).ConfigureAwait(false);
        }
    }

    private static JoinToken NewToken() => new(
        new ClusterId(new CryptoRandom().NextUInt128()),
        new ClusterSecret(RandomNumberGenerator.GetBytes(ClusterSecret.Length)));

    private static JoinToken ParseToken(string text)
    {
        try
        {
            return JoinToken.Parse(text);
        }
        catch (FormatException error)
        {
            throw ControlException.BadRequest(error.Message);
        }
    }

    private IPEndPoint ParseContact(string text)
    {
        if (!IPEndPoint.TryParse(text, out IPEndPoint? contact))
        {
            throw ControlException.BadRequest($"'{text}' is not the IP address of a member, with or without a port");
        }

        return contact.Port == 0 ? new IPEndPoint(contact.Address, settings.GossipPort) : contact;
    }

    private string ContactText(IPEndPoint address) => address.Port == settings.GossipPort ? address.Address.ToString() : address.ToString();

    private async Task<Changing> BeginAsync(CancellationToken cancellation)
    {
        await _changing.WaitAsync(cancellation).ConfigureAwait(false);
        return new Changing(_changing);
    }

    private sealed class Changing(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
