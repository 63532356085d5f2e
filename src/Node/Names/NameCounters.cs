using MeshNet.Actors.Names;

namespace MeshNet.Node.Names;

/// <summary>The counts of all servers, raised from any thread.</summary>
internal sealed class NameCounters
{
    private long _queries;
    private long _answered;
    private long _forwarded;
    private long _failed;
    private long _refused;

    public NameCounts Counts => new(
        Interlocked.Read(ref _queries),
        Interlocked.Read(ref _answered),
        Interlocked.Read(ref _forwarded),
        Interlocked.Read(ref _failed),
        Interlocked.Read(ref _refused));

    public void Query() => Interlocked.Increment(ref _queries);

    public void Answered() => Interlocked.Increment(ref _answered);

    public void Forwarded() => Interlocked.Increment(ref _forwarded);

    public void Failed() => Interlocked.Increment(ref _failed);

    public void Refused() => Interlocked.Increment(ref _refused);
}

/// <summary>What a heartbeat found in the sandbox.</summary>
internal enum BeatOutcome
{
    InPlace,

    /// <summary>Somebody removed our rules.</summary>
    Missing,

    /// <summary>The heartbeat could not be sent.</summary>
    Unsent,
}

/// <summary>What to do with a query that came in.</summary>
internal enum QueryOutcome
{
    /// <summary>The reply is written: send it.</summary>
    Reply,

    /// <summary>Nothing is sent.</summary>
    Silence,

    /// <summary>Somebody else is asked: <see cref="SandboxResolver.ForwardAsync"/>.</summary>
    Forward,
}
