namespace MeshNet.Node.Plugin;

/// <summary>Where the plugin listens.</summary>
public sealed record PluginServerOptions
{
    /// <summary>Docker looks for a plugin's socket under /run/docker/plugins; the file's name is the driver's.</summary>
    public string SocketPath { get; init; } = "/run/docker/plugins/meshnet.sock";

    /// <summary>
    /// A descriptor that listens on <see cref="SocketPath"/> already, handed over by socket activation
    /// (<see cref="InheritedSockets"/>); null: make the socket.
    /// </summary>
    public int? InheritedDescriptor { get; init; }
}
