using System.Security.Cryptography;
using Akka.Actor;
using Akka.Event;
using MeshNet.Actors.Diagnosis;
using MeshNet.Actors.Gossip;
using MeshNet.Actors.Identity;
using MeshNet.Actors.Plugin;
using MeshNet.Node.Management;
using MeshNet.Node.Management.Model;
using MeshNet.Node.Transport;
using MeshNet.Protocol.Random;

namespace MeshNet.Node.Daemon;

/// <summary>
/// This host's place in a mesh: entering, being in, and leaving it, on behalf of the management API. One change at a time; one that
/// fails, is interrupted or does not end in time is undone, so that the next begins on a host that never was in a mesh.
/// </summary>
public sealed class NodeDaemon(MeshGround ground, IActorRef plugin) : IMeshControl, IAsyncDisposable
{
    private readonly ILoggingAdapter _log = ground.System.Log;
    private readonly NodeRows _rows = new(ground.Store);
    private readonly SemaphoreSlim _changing = new(1);
    private readonly CancellationTokenSource _ending = new();
    private volatile RunningMesh? _mesh;

    private DaemonTimes Times => ground.Times;

    /// <summary>Goes on where the last start ended: in the mesh, if this host was in one.</summary>
    public async Task ResumeAsync()
    {
        if (_rows.IsErasable)
        {
            _log.Warning("the daemon ended while this host was joining or leaving a mesh, so it is in none now: run 'meshnet init' or 'meshnet join'");
            Erase();
        }

        if (ground.Identities.Read() is null)
        {
            plugin.Tell(MeshAbsent.Instance);
        }
        else
        {
            await EnterAsync(_ending.Token).ConfigureAwait(false);
        }
    }

    public async Task<StatusReport> StatusAsync(CancellationToken cancellation) => _mesh is { } mesh
        ? await StatusReporter.ReportAsync(mesh, Times.Status, cancellation).ConfigureAwait(false)
        : StatusReporter.ReportOutside(await ground.Edges.DescribeEngineAsync(cancellation).ConfigureAwait(false));

    public Task<string> InitAsync(string advertise, CancellationToken cancellation) => ChangeAsync(async interrupted =>
    {
        RefuseInside();
        ground.Edges.FindUnderlay(advertise);
        await BecomeAsync(NewToken(), advertise, founds: true, mesh => GossipAsync(mesh, interrupted), interrupted).ConfigureAwait(false);
        return JoinLine();
    }, cancellation);

    public Task<string> JoinAsync(JoinCommand command, CancellationToken cancellation) => ChangeAsync(async interrupted =>
    {
        JoinToken token = ParseToken(command.Token);
        IPEndPoint contact = ParseContact(command.Address);
        ground.Edges.FindUnderlay(command.Advertise);
        string former = await ForgetIfRemovedAsync(interrupted).ConfigureAwait(false);
        RefuseInside();
        await BecomeAsync(token, command.Advertise, founds: false, mesh => MeetAsync(mesh, contact, interrupted), interrupted)
            .ConfigureAwait(false);
        MembershipView members = await MembersAsync(interrupted).ConfigureAwait(false);
        string joined = $"joined: {members.Members.Values.Count(member => member.Status == MemberStatus.Alive)} hosts are in the mesh";
        ImmutableArray<string> replaced = [.. new[] { command.Replace, former }.Where(node => node.Length > 0)];
        return replaced.IsEmpty ? joined : $"{joined}; {await ReplaceAsync(replaced, interrupted).ConfigureAwait(false)}";
    }, cancellation);

    public async Task<string> RemoveNodesAsync(RemoveNodes command, CancellationToken cancellation)
    {
        if (command.Nodes.IsDefaultOrEmpty || command.Nodes.Any(string.IsNullOrWhiteSpace))
        {
            throw ControlException.BadRequest("no host is named: choose one from 'meshnet node ls'");
        }

        if (command.AssertOff)
        {
            await RefuseAliveAsync(command.Nodes, "leave out --assert-off", cancellation).ConfigureAwait(false);
        }

        NodesRemoved removed = await AskAsync<NodesRemoved>(command, cancellation).ConfigureAwait(false);
        return removed.Text;
    }

    public Task<string> LeaveAsync(CancellationToken cancellation) => ChangeAsync(async interrupted =>
    {
        RunningMesh mesh = Mesh();
        await AskAsync<Acknowledged>(LeaveMesh.Instance, interrupted).ConfigureAwait(false);
        await mesh.Parts.Membership.AskAsync<MembershipEvent>("the membership", LeaveCluster.Instance, Times.Answer, interrupted)
            .ConfigureAwait(false);
        await ForgetAsync().ConfigureAwait(false);
        return "left: this host is no longer in a mesh";
    }, cancellation);

    public string JoinLine()
    {
        RunningMesh mesh = Mesh();
        return $"meshnet join --token {mesh.Identity.Node.ToToken().Print()} {ContactText(mesh.Underlay.Address)}";
    }

    public Task<MembershipView> MembersAsync(CancellationToken cancellation) =>
        Mesh().Parts.Membership.AskAsync<MembershipView>("the membership", GetMembershipView.Instance, Times.Answer, cancellation);

    public async Task<PathReports> PathsAsync(CancellationToken cancellation)
    {
        RunningMesh mesh = Mesh();
        MembershipView members = await MembersAsync(cancellation).ConfigureAwait(false);
        ImmutableSortedDictionary<NodeId, IPAddress> peers = members.Members.Values
            .Where(member => member.Id != members.Self && member.Status != MemberStatus.Left)
            .ToImmutableSortedDictionary(member => member.Id, member => member.Address.Address);
        TryPaths trial = new(new CryptoRandom().NextUInt64(), peers);
        return await mesh.Paths.AskAsync<PathReports>("the test of the paths", trial, Times.Answer, cancellation).ConfigureAwait(false);
    }

    public Task<MeshView> ViewAsync(CancellationToken cancellation) => AskAsync<MeshView>(GetMeshView.Instance, cancellation);

    public async Task<T> AskAsync<T>(IMeshRequest request, CancellationToken cancellation)
    {
        try
        {
            return await Mesh().Parts.Actors.Mesh.AskAsync<T>("the mesh's state", request, Times.Answer, cancellation)
                .ConfigureAwait(false);
        }
        catch (ControlException late) when (late.InnerException is AskTimeoutException && request is LeaveMesh)
        {
            throw ControlException.Late(
                $"this host is leaving, but no other host confirmed within {Times.Answer.TotalSeconds:0} s that it has everything: let the daemon run, check in "
                + "'meshnet status' which hosts do not answer, and run 'meshnet leave' again",
                late.InnerException);
        }
    }

    /// <summary>Undoes a change that is under way, and begins no other: those who asked for it are told while they still can be.</summary>
    public async Task EndChangesAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _changing.WaitAsync().ConfigureAwait(false);
        _changing.Release();
    }

    /// <summary>Stops the actors. A restart continues and nobody notices. A change that is under way is undone before.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndChangesAsync().ConfigureAwait(false);
        if (_mesh is { } mesh)
        {
            _mesh = null;
            await mesh.DisposeAsync().ConfigureAwait(false);
        }

        _changing.Dispose();
        _ending.Dispose();
    }

    private RunningMesh Mesh() => _mesh ?? throw ControlException.NotInMesh();

    private void RefuseInside()
    {
        if (_mesh is { Identity.Node: { } node })
        {
            throw ControlException.Conflict($"this host is already node {node.Name} of mesh {node.Cluster}: to take it out, run 'meshnet leave'");
        }
    }

    /// <summary>Does one change when the one before it has ended.</summary>
    private async Task<string> ChangeAsync(Func<CancellationToken, Task<string>> change, CancellationToken cancellation)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _ending.Token);
        try
        {
            if (!await _changing.WaitAsync(Times.Answer, either.Token).ConfigureAwait(false))
            {
                throw ControlException.Conflict("another init, join or leave is running on this host: wait until it is done");
            }

            try
            {
                return await change(either.Token).ConfigureAwait(false);
            }
            finally
            {
                _changing.Release();
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            throw new ControlException(503, "the daemon is stopping, so the command was undone: start the daemon and run the command again");
        }
    }

    /// <summary>Takes on an identity in a cluster and enters it. What fails on the way, or is interrupted, leaves nothing behind.</summary>
    /// <param name="meet">What has to succeed after the start of the actors.</param>
    private async Task BecomeAsync(
        JoinToken token, string advertise, bool founds, Func<RunningMesh, Task> meet, CancellationToken interrupted)
    {
        try
        {
            if (_rows.IsErasable)
            {
                // What was before ended while the disk took nothing.
                Erase();
            }

            _rows.Begin(advertise, founds);
            NodeId id = new(new CryptoRandom().NextUInt128());
            ground.Identities.Create(new NodeIdentity(id, Dns.GetHostName(), token.Cluster, token.Secret, ground.Fingerprint));
            await EnterAsync(interrupted).ConfigureAwait(false);
            await meet(Mesh()).ConfigureAwait(false);
            _rows.Settle();
        }
        catch (Exception error)
        {
            _log.Info("the init or join was undone: {0}", error.Message);
            await UndoAsync().ConfigureAwait(false);
            if (error is PortException)
            {
                throw ControlException.Conflict(error.Message);
            }

            if (error is IOException)
            {
                throw ControlException.Unavailable($"this host could not be made ready for a mesh: {error.Message}", error);
            }

            throw;
        }
    }

    private async Task EnterAsync(CancellationToken interrupted)
    {
        RunningMesh mesh = await RunningMesh.StartAsync(ground, interrupted).ConfigureAwait(false);
        _mesh = mesh;
        plugin.Tell(new MeshEntered(mesh.Parts.Actors));
    }

    /// <summary>Finds the mesh by a member, and has its state arrive.</summary>
    private async Task MeetAsync(RunningMesh mesh, IPEndPoint contact, CancellationToken interrupted)
    {
        MembershipEvent outcome = await mesh.Parts.Membership
            .AskAsync<MembershipEvent>("the membership", new JoinCluster(contact), Times.Answer, interrupted).ConfigureAwait(false);
        if (outcome is MembershipEvent.JoinFailed failed)
        {
            throw ControlException.Conflict(failed.Reason);
        }

        try
        {
            await WaitUntilSyncedAsync(mesh, interrupted).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            string rest = await TakeBackAsync(mesh).ConfigureAwait(false);
            if (error is ControlException late)
            {
                throw new ControlException(late.Status, late.Message + rest, late);
            }

            throw;
        }
    }

    /// <summary>Leaves the mesh that this host has just joined, in little time: the others know it already.</summary>
    /// <returns>What the operator has to do when no other has confirmed it; else empty.</returns>
    private async Task<string> TakeBackAsync(RunningMesh mesh)
    {
        try
        {
            await mesh.Parts.Actors.Mesh.AskAsync<Acknowledged>(
                "the mesh's state", LeaveMesh.Instance, Times.TakeBack, CancellationToken.None).ConfigureAwait(false);
            await mesh.Parts.Membership.AskAsync<MembershipEvent>(
                "the membership", LeaveCluster.Instance, Times.TakeBack, CancellationToken.None).ConfigureAwait(false);
            return "";
        }
        catch (ControlException unconfirmed)
        {
            NodeIdentity self = mesh.Identity.Node;
            string rest = $"the other hosts may still list this one: run 'meshnet node rm {self.Id}' on one of them";
            _log.Warning("a join could not be undone ({0}): {1}", unconfirmed.Message, rest);
            return $"; {rest}";
        }
    }

    private async Task UndoAsync()
    {
        plugin.Tell(MeshAbsent.Instance);
        if (_mesh is { } mesh)
        {
            _mesh = null;
            await mesh.DisposeAsync().ConfigureAwait(false);
        }

        try
        {
            Erase();
        }
        catch (StoreException refused)
        {
            // It is marked as not ended, and erased before the next attempt or at the next start.
            _log.Warning("the unfinished join cannot be erased now: {0}", refused.Message);
        }
    }

    private async Task ForgetAsync()
    {
        RunningMesh mesh = Mesh();
        _rows.Forsake();
        plugin.Tell(MeshAbsent.Instance);
        _mesh = null;
        await mesh.DisposeAsync().ConfigureAwait(false);
        Erase();
    }

    private void Erase() => StateEraser.Erase(ground.Store, ground.Settings.StateDirectory);

    /// <summary>A host that was removed joins as a new one. What it was it can assert off: nobody knows better (R22).</summary>
    private async Task<string> ForgetIfRemovedAsync(CancellationToken cancellation)
    {
        if (_mesh is not { } mesh || !(await GossipAsync(mesh, cancellation).ConfigureAwait(false)).Removed)
        {
            return "";
        }

        await ForgetAsync().ConfigureAwait(false);
        return mesh.Identity.Node.Id.ToString();
    }

    private Task<GossipStatus> GossipAsync(RunningMesh mesh, CancellationToken cancellation) =>
        mesh.Parts.Actors.Mesh.AskAsync<GossipStatus>("the mesh's state", GetGossipStatus.Instance, Times.Answer, cancellation);

    /// <summary>Asserts this machine's former self off. That this host has joined stays true if it fails.</summary>
    private async Task<string> ReplaceAsync(ImmutableArray<string> former, CancellationToken cancellation)
    {
        try
        {
            await RefuseAliveAsync(former, "remove it with 'meshnet node rm'", cancellation).ConfigureAwait(false);
            return (await AskAsync<NodesRemoved>(new RemoveNodes(former, AssertOff: true), cancellation).ConfigureAwait(false)).Text;
        }
        catch (ControlException error)
        {
            return $"but what it was before could not be removed: {error.Message}";
        }
    }

    /// <summary>
    /// A host that answers is not off, whoever says so. One at this host's own address is this machine's former self: it cannot answer.
    /// </summary>
    private async Task RefuseAliveAsync(ImmutableArray<string> nodes, string remedy, CancellationToken cancellation)
    {
        MembershipView members = await MembersAsync(cancellation).ConfigureAwait(false);
        IPEndPoint own = Mesh().Underlay.Address;
        Member? alive = members.Members.Values.FirstOrDefault(member =>
            member.Status == MemberStatus.Alive
            && (member.Id == members.Self || !member.Address.Equals(own))
            && nodes.Any(node => IsMeant(member, node)));
        if (alive is not null)
        {
            throw ControlException.Conflict(
                $"{alive.Name} ({alive.Address}) answers, so it is not off: {remedy}, and it will withdraw when it hears of its removal");
        }
    }

    private static bool IsMeant(Member member, string node) =>
        member.Name == node || (node.Length >= 4 && member.Id.ToString().StartsWith(node, StringComparison.OrdinalIgnoreCase));

    private async Task WaitUntilSyncedAsync(RunningMesh mesh, CancellationToken interrupted)
    {
        using CancellationTokenSource limit = new(Times.Sync);
        while (!(await GossipAsync(mesh, interrupted).ConfigureAwait(false)).Synced)
        {
            if (limit.IsCancellationRequested)
            {
                throw ControlException.Late(
                    $"the mesh's state did not arrive within {Times.Sync.TotalSeconds:0} s, so the join was undone: run 'meshnet doctor' on both hosts to see "
                    + "which paths between them are blocked, then join again");
            }

            await Task.Delay(20, interrupted).ConfigureAwait(false);
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
            throw ControlException.BadRequest($"'{text}' is not an IP address: give the address of a member, with or without a port");
        }

        return contact.Port == 0 ? new IPEndPoint(contact.Address, ground.Settings.GossipPort) : contact;
    }

    private string ContactText(IPEndPoint address) =>
        address.Port == ground.Settings.GossipPort ? address.Address.ToString() : address.ToString();
}
