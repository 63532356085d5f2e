using Akka.Actor;
using MeshNet.Node.Management;

namespace MeshNet.Node.Daemon;

/// <summary>Questions to the actors of a node, each with a deadline.</summary>
public static class Question
{
    /// <param name="whom">Who is asked, for the sentence that says that nobody answered.</param>
    /// <exception cref="ControlException">No answer in time, or a refusal.</exception>
    public static async Task<T> AskAsync<T>(
        this IActorRef actor, string whom, object question, TimeSpan patience, CancellationToken cancellation)
    {
        object answer;
        try
        {
            answer = await actor.Ask<object>(question, patience, cancellation).ConfigureAwait(false);
        }
        catch (AskTimeoutException late)
        {
            throw ControlException.Late(
                $"{whom} gave no answer within {patience.TotalSeconds:0.#} s: see 'meshnet status' and the daemon's log", late);
        }

        return answer switch
        {
            T expected => expected,
            Refused refused => throw ControlException.Conflict(refused.Reason),
            _ => throw new InvalidOperationException($"{whom} answered {question.GetType().Name} with {answer.GetType().Name}"),
        };
    }
}
