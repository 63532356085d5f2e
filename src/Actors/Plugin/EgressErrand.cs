using MeshNet.Actors.DockerEvents;

namespace MeshNet.Actors.Plugin;

/// <summary>
/// Gives a plugin container its way out through our own gateway bridge: waits for its process, which comes up after Docker has the
/// answer to its join.
/// </summary>
internal sealed class EgressErrand : Errand
{
    private readonly IActorRef _gateway;
    private readonly IContainerProcesses _processes;
    private readonly SandboxWithoutGateway _sandbox;
    private readonly ILoggingAdapter _log;

    public EgressErrand(IActorRef gateway, IContainerProcesses processes, PluginOptions options, SandboxWithoutGateway sandbox)
        : base(options.Patience)
    {
        _gateway = gateway;
        _processes = processes;
        _sandbox = sandbox;
        _log = Context.GetLogger();
    }

    protected override void Begin()
    {
        if (_sandbox.ContainerId.Length == 0)
        {
            Fail("the engine has not said which container it is");
            return;
        }
        _processes.FindAsync(_sandbox.ContainerId, CancellationToken.None)
            .PipeTo(Self, success: process => new ProcessFound(process));
        Await<ProcessFound>("the container's process", found =>
        {
            if (found.Process == 0)
            {
                Fail("the container has no process yet");
            }
            else
            {
                Connect(found.Process);
            }
        });
    }

    protected override void Fail(string reason)
    {
        _log.Warning("endpoint {0} cannot reach the outside through the gateway bridge: {1}", _sandbox.Endpoint, reason);
        Finish();
    }

    private void Connect(int process) => Ask<Acknowledged>(
        _gateway, new ConnectEgress(_sandbox.Endpoint, _sandbox.ContainerId, process, _sandbox.Ports), _ => Finish());

    private sealed record ProcessFound(int Process);
}
