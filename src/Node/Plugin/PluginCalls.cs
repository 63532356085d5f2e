using Akka.Actor;

namespace MeshNet.Node.Plugin;

/// <summary>Asks the plugin's actor.</summary>
/// <param name="patience">For one answer. dockerd itself would wait for ever.</param>
public sealed class PluginCalls(IActorRef plugin, TimeSpan patience) : IPluginCalls
{
    public async Task<T> AskAsync<T>(object question, CancellationToken cancellationToken)
        where T : class
    {
        object answer;
        try
        {
            answer = await plugin.Ask<object>(question, patience, cancellationToken);
        }
        catch (AskTimeoutException failure)
        {
            throw new PluginException(
                $"meshnet did not answer {question.GetType().Name} within {patience.TotalSeconds:0.#} s: see 'meshnet status' and its log", failure);
        }
        return answer switch
        {
            T expected => expected,
            Refused refused => throw new PluginException(refused.Reason),
            _ => throw new InvalidOperationException($"{question.GetType().Name} was answered with {answer.GetType().Name}."),
        };
    }
}

/// <summary>How the plugin's handler reaches the actors.</summary>
public interface IPluginCalls
{
    /// <summary>Asks and waits, within a limit, for the one answer.</summary>
    /// <exception cref="PluginException">A refusal, or no answer in time: a sentence for the user.</exception>
    Task<T> AskAsync<T>(object question, CancellationToken cancellationToken)
        where T : class;
}
