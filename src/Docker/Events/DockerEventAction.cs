namespace MeshNet.Docker.Events;

/// <summary>The actions that MeshNet looks at; which belong to which type is said with each.</summary>
public static class DockerEventAction
{
    /// <summary>Container, network.</summary>
    public const string Create = "create";

    /// <summary>Container, network.</summary>
    public const string Destroy = "destroy";

    /// <summary>Container: its process runs.</summary>
    public const string Start = "start";

    /// <summary>Container: its process ended, for whatever reason.</summary>
    public const string Die = "die";

    /// <summary>Container.</summary>
    public const string Rename = "rename";

    /// <summary>Network: a container's endpoint was made, about 150 ms before the container's start.</summary>
    public const string Connect = "connect";

    /// <summary>Network.</summary>
    public const string Disconnect = "disconnect";

    /// <summary>Container: the action is this, a space and the new status (<c>health_status: healthy</c>).</summary>
    public const string HealthStatusPrefix = "health_status:";
}
