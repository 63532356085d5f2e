using MeshNet.Actors.Diagnosis;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Management;

/// <summary>What the management API can do with the daemon behind it.</summary>
/// <exception cref="ControlException">From every method: why not, as a sentence.</exception>
public interface IMeshControl
{
    Task<StatusReport> StatusAsync(CancellationToken cancellation);

    /// <summary>Founds a mesh and gives the line by which another host joins.</summary>
    Task<string> InitAsync(string advertise, CancellationToken cancellation);

    Task<string> JoinAsync(JoinCommand command, CancellationToken cancellation);

    Task<string> LeaveAsync(CancellationToken cancellation);

    /// <summary>Removes hosts that are gone for good, and says what their addresses still wait for.</summary>
    Task<string> RemoveNodesAsync(RemoveNodes command, CancellationToken cancellation);

    /// <summary>The line by which another host joins.</summary>
    string JoinLine();

    Task<MembershipView> MembersAsync(CancellationToken cancellation);

    Task<MeshView> ViewAsync(CancellationToken cancellation);

    /// <summary>Tries the ways between this host and all others, which takes two seconds.</summary>
    Task<PathReports> PathsAsync(CancellationToken cancellation);

    /// <summary>Asks the replicated state; a refusal comes as an exception.</summary>
    Task<T> AskAsync<T>(IMeshRequest request, CancellationToken cancellation);
}
