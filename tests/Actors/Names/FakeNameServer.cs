using MeshNet.Actors.Names;
using MeshNet.Protocol.Names;

namespace MeshNet.Actors.Tests.Names;

/// <summary>A server that keeps its latest table; stopping it completes when the test says so.</summary>
internal sealed class FakeNameServer : INameServer
{
    private readonly TaskCompletionSource _ended = new();
    private readonly TaskCompletionSource _disposed = new();

    public required NameTable Table { get; set; }

    public TaskCompletionSource Stopping { get; } = new();

    public bool IsStopped => _disposed.Task.IsCompleted;

    /// <summary>Completes when somebody stops the server.</summary>
    public Task Disposed => _disposed.Task;

    public string? Trouble { get; set; }

    public long Repairs { get; set; }

    public Task Ended => _ended.Task;

    public void Publish(NameTable table) => Table = table;

    /// <summary>The sandbox has gone, or the server has failed.</summary>
    public void End(Exception? failure = null)
    {
        if (failure is null)
        {
            _ended.SetResult();
        }
        else
        {
            _ended.SetException(failure);
        }
    }

    public ValueTask DisposeAsync()
    {
        _disposed.TrySetResult();
        return new ValueTask(Stopping.Task);
    }

    /// <summary>The first address of the name, 0 where the table does not know it.</summary>
    public uint Find(string name) =>
        Table.Find(new DnsQuestion(name, DnsType.A, DnsClass.Internet)).Addresses is [uint first, ..] ? first : 0;
}
