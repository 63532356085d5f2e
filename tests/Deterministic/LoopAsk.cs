using Akka.Actor;

namespace MeshNet.Deterministic;

/// <summary>Waits for one answer, in virtual time.</summary>
internal sealed class LoopAsk<T> : MinimalActorRef
{
    private readonly DeterministicLoop _loop;
    private readonly TaskCompletionSource<T> _answer = new();
    private readonly LoopTimer _timeout;

    public LoopAsk(DeterministicLoop loop, IActorRef actor, object message, TimeSpan timeout)
    {
        _loop = loop;
        Provider = ((IInternalActorRef)actor).Provider;
        Path = Provider.RootPath / "ask";
        _timeout = new LoopTimer(
            null,
            loop.Now + timeout,
            () => _answer.TrySetException(new AskTimeoutException($"{actor.Path} did not answer {message} within {timeout}")));
        loop.Arm(_timeout);
    }

    public Task<T> Answer => _answer.Task;

    public override ActorPath Path { get; }

    public override IActorRefProvider Provider { get; }

    // What waits for the answer runs inside the call that completes it, so that call gets a turn of its own, outside of any actor.
    protected override void TellInternal(object message, IActorRef sender)
    {
        _timeout.Cancel();
        _loop.Execute(null, new Akka.Dispatch.ActionRunnable(() => Complete(message)));
    }

    private void Complete(object message)
    {
        switch (message)
        {
            case T answer:
                _answer.TrySetResult(answer);
                break;
            case Status.Failure failure:
                _answer.TrySetException(failure.Cause);
                break;
            default:
                _answer.TrySetException(new InvalidCastException($"The answer is {message}, of {message.GetType()}, where {typeof(T)} was asked for."));
                break;
        }
    }
}
