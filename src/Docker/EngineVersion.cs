namespace MeshNet.Docker;

/// <summary>What GET /version tells of the engine.</summary>
public sealed record EngineVersion
{
    /// <summary>For example <c>20.10.24+dfsg1</c>.</summary>
    public string Version { get; init => field = value ?? ""; } = "";

    /// <summary>The newest API that the daemon speaks, for example <c>1.41</c>.</summary>
    public string ApiVersion { get; init => field = value ?? ""; } = "";

    /// <summary>The oldest API that the daemon still speaks.</summary>
    public string MinAPIVersion { get; init => field = value ?? ""; } = "";

    public string Os { get; init => field = value ?? ""; } = "";

    public string KernelVersion { get; init => field = value ?? ""; } = "";
}
