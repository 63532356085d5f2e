namespace MeshNet.Docker.Containers;

/// <summary>Where a container stands in its life.</summary>
public sealed record ContainerState
{
    /// <summary><c>created</c>, <c>running</c>, <c>paused</c>, <c>restarting</c>, <c>removing</c>, <c>exited</c> or <c>dead</c>.</summary>
    public string Status { get; init => field = value ?? ""; } = "";

    public bool Running { get; init; }

    /// <summary>The first process, in the host's numbering; 0 when none runs.</summary>
    public int Pid { get; init; }

    public int ExitCode { get; init; }

    /// <summary>Why the last start failed, in the daemon's words; empty when it did not.</summary>
    public string Error { get; init => field = value ?? ""; } = "";

    /// <summary>Null when the image and the command line define no health check.</summary>
    public ContainerHealth? Health { get; init; }
}
