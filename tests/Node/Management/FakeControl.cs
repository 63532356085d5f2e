using MeshNet.Actors.Diagnosis;
using MeshNet.Node.Management;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Tests.Management;

/// <summary>A daemon whose members are the test's.</summary>
internal sealed class FakeControl : IMeshControl
{
    public string State { get; set; } = "ready";

    public List<Member> Members { get; } = [];

    /// <summary>What every question ends in, if set.</summary>
    public Exception? Trouble { get; set; }

    /// <summary>What an init does, if it is to do anything.</summary>
    public Func<Task<string>>? Init { get; set; }

    /// <summary>What was asked to be changed.</summary>
    public List<string> Commands { get; } = [];

    public void Add(int number, MemberStatus status, string address, ulong nonce = 7) => Members.Add(
        new(new NodeId((UInt128)number), $"node{number}", IPEndPoint.Parse(address), new Incarnation(1, 0), nonce, status));

    public Task<StatusReport> StatusAsync(CancellationToken cancellation) => Trouble is { } trouble
        ? Task.FromException<StatusReport>(trouble)
        : Task.FromResult(new StatusReport(
        "0.1", State, "", "", "", "", 0, 0, 0, 0, "", [], [], ImmutableSortedDictionary<string, long>.Empty));

    public Task<MembershipView> MembersAsync(CancellationToken cancellation) => State == "not in a mesh"
        ? Task.FromException<MembershipView>(ControlException.NotInMesh())
        : Task.FromResult(new MembershipView(Members[0].Id, Members.ToImmutableSortedDictionary(member => member.Id, member => member)));

    public Task<string> InitAsync(string advertise, CancellationToken cancellation) => Init?.Invoke() ?? Record("init");

    public Task<string> JoinAsync(JoinCommand command, CancellationToken cancellation) => Record("join");

    public Task<string> LeaveAsync(CancellationToken cancellation) => Record("leave");

    public Task<string> RemoveNodesAsync(RemoveNodes command, CancellationToken cancellation) => Record($"remove {string.Join(' ', command.Nodes)}");

    public string JoinLine() => throw NotAsked();

    public Task<PathReports> PathsAsync(CancellationToken cancellation) => throw NotAsked();

    public Task<MeshView> ViewAsync(CancellationToken cancellation) => throw NotAsked();

    public Task<T> AskAsync<T>(IMeshRequest request, CancellationToken cancellation)
    {
        Commands.Add(request.GetType().Name);
        return Task.FromException<T>(NotAsked());
    }

    private Task<string> Record(string command)
    {
        Commands.Add(command);
        return Task.FromResult("");
    }

    private static InvalidOperationException NotAsked() => new("this is not asked for here");
}
