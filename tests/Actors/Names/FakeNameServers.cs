using MeshNet.Actors.Names;
using MeshNet.Protocol.Names;

namespace MeshNet.Actors.Tests.Names;

/// <summary>The edge of the names, in the test's hands: a start completes when the test says so.</summary>
internal sealed class FakeNameServers : INameServers
{
    public List<Start> Starts { get; } = [];

    /// <summary>False: starts are too far on to be given up.</summary>
    public bool CanBeGivenUp { get; set; } = true;

    public NameCounts Counts { get; set; } = new(0, 0, 0, 0, 0);

    public Start Last => Starts[^1];

    public Task<INameServer> StartAsync(NameSandbox sandbox, NameTable table, CancellationToken cancellation)
    {
        Start start = new(sandbox, new FakeNameServer { Table = table });
        if (CanBeGivenUp)
        {
            cancellation.Register(() => start.Completion.TrySetCanceled(cancellation));
        }

        Starts.Add(start);
        return start.Completion.Task;
    }

    internal sealed record Start(NameSandbox Sandbox, FakeNameServer Server)
    {
        public TaskCompletionSource<INameServer> Completion { get; } = new();

        public bool IsGivenUp => Completion.Task.IsCanceled;

        public void Succeed() => Completion.SetResult(Server);

        public void Fail(Exception exception) => Completion.SetException(exception);
    }
}
