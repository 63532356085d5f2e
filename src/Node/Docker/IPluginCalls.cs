using MeshNet.Docker.Plugin;

namespace MeshNet.Node.Docker;

/// <summary>How the plugin's handler reaches the actors.</summary>
public interface IPluginCalls
{
    /// <summary>Asks and waits, within a limit, for the one answer.</summary>
    /// <exception cref="PluginException">A refusal, or no answer in time: a sentence for the user.</exception>
    Task<T> AskAsync<T>(object question, CancellationToken cancellationToken)
        where T : class;
}
