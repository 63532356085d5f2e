using System.Text.Json;
using MeshNet.Lab.Tests.Oracle;

namespace MeshNet.Lab.Tests;

/// <summary>One Docker host of the lab, driven by the same scripts that people use.</summary>
public sealed class LabHost(DockerLab lab, int number)
{
    /// <summary>The daemons as lab/stop and lab/start call them.</summary>
    public const string MeshNetDaemon = "meshnet";

    public const string DockerDaemon = "dockerd";

    public int Number => number;

    public string Name => $"docker-node{number}";

    /// <summary>Its address on the lab's switch.</summary>
    public string Address => $"192.168.205.{9 + number}";

    /// <summary>The docker command line against this host's engine.</summary>
    public Task<CommandResult> Docker(params string[] arguments) => lab.Script("docker", [$"{number}", .. arguments]);

    /// <summary>The same, for so long at most.</summary>
    public Task<CommandResult> Docker(TimeSpan timeout, string[] arguments) => lab.Script("docker", [$"{number}", .. arguments], timeout);

    /// <summary>A command in this host's namespaces.</summary>
    public Task<CommandResult> Exec(params string[] command) => lab.Script("exec", [$"{number}", .. command]);

    /// <summary>The meshnet command line on this host.</summary>
    public async Task<string> Status() => (await MeshNet("status")).Output;

    public Task<CommandResult> MeshNet(params string[] arguments) => lab.Script("meshnet", [$"{number}", .. arguments]);

    /// <summary>A command in a running container of this host.</summary>
    public Task<CommandResult> In(string container, params string[] command) => Docker(["exec", container, .. command]);

    /// <summary>A shell command in the hidden namespace that this host has for a network.</summary>
    public async Task<CommandResult> InOverlay(string network, string command)
    {
        string networks = (await Exec("curl", "-sf", "--unix-socket", "/run/meshnet/meshnet.sock", "http://meshnet/meshnet/networks")).Output;
        MeshNetwork found = JsonSerializer.Deserialize<MeshNetwork[]>(networks)!.Single(row => row.Name == network);
        return await Exec("nsenter", $"--net=/run/meshnet/netns/{found.Id}", "sh", "-c", command);
    }

    /// <summary>Starts a container that does nothing for a long time, and gives its id.</summary>
    /// <param name="name">The container's name.</param>
    /// <param name="options">Options of `docker run`, for example --network.</param>
    public async Task<string> RunIdle(string name, params string[] options) =>
        (await Docker(["run", "-d", "--name", name, .. options, "lab", "sleep", "100000"])).Output;

    /// <summary>A container's address on a network, as Docker tells it.</summary>
    public async Task<string> AddressOf(string container, string network) =>
        (await Docker("inspect", "-f", $"{{{{(index .NetworkSettings.Networks \"{network}\").IPAddress}}}}", container)).Output;

    /// <summary>The file, as this machine sees it, of the network namespace of a running container.</summary>
    public async Task<string> NetworkNamespaceOf(string container) =>
        $"/proc/{lab.InitOf(number)}/root/proc/{(await Docker("inspect", "-f", "{{.State.Pid}}", container)).Output}/ns/net";

    public Task<CommandResult> CreateNetwork(string name, params string[] options) =>
        Docker(["network", "create", "-d", "meshnet", "--ipam-driver", "meshnet", .. options, name]);

    /// <summary>The names of this engine's meshnet networks.</summary>
    public async Task<string[]> Networks() =>
        (await Docker("network", "ls", "--filter", "driver=meshnet", "--format", "{{.Name}}")).Lines;
}
