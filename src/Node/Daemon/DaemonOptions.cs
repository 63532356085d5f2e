namespace MeshNet.Node.Daemon;

/// <summary>Where the daemon keeps and finds things, and the ports it uses.</summary>
public sealed record DaemonOptions
{
    public string StateDirectory { get; init; } = "/var/lib/meshnet";

    public string RunDirectory { get; init; } = "/run/meshnet";

    public string DockerSocket { get; init; } = "/var/run/docker.sock";

    public string PluginSocket { get; init; } = "/run/docker/plugins/meshnet.sock";

    public ushort GossipPort { get; init; } = 7947;

    public ushort VxlanPort { get; init; } = 7948;

    public string CliSocket => Path.Combine(RunDirectory, "meshnet.sock");
}
