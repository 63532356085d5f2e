using Akka.Actor;
using MeshNet.Actors.DockerEvents;
using MeshNet.Deterministic;

namespace MeshNet.Simulation.Docker;

/// <summary>
/// dockerd's side of the plugin socket: each call is answered, or fails when the daemon dies; then dockerd repeats it, with growing
/// pauses, for 15 s. A reply may be lost after the plugin has done what it was asked (R4).
/// </summary>
internal sealed class PluginSocket(DeterministicLoop loop, SplitMix64 random)
{
    /// <summary>A call that is not answered by then never will be: dockerd would wait for ever.</summary>
    public static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(8);

    private readonly SortedDictionary<long, TaskCompletionSource<object?>> _calls = [];
    private IActorRef? _plugin;
    private long _lastCall;

    /// <summary>Per thousand replies.</summary>
    public int RepliesLost { get; set; }

    /// <summary>Called with a sentence when a call was not answered in time although its daemon lived.</summary>
    public Action<string>? Unanswered { get; set; }

    public void Open(IActorRef plugin) => _plugin = plugin;

    /// <summary>The daemon died: whoever waits for it is told so, at a moment of their own.</summary>
    public void Close()
    {
        _plugin = null;
        TaskCompletionSource<object?>[] broken = [.. _calls.Values];
        _calls.Clear();
        loop.Schedule(TimeSpan.Zero, () =>
        {
            foreach (TaskCompletionSource<object?> call in broken)
            {
                call.TrySetResult(null);
            }
        });
    }

    /// <exception cref="EngineException">The plugin refused, or was not there for as long as dockerd tries.</exception>
    public async Task<T> CallAsync<T>(object message)
    {
        for (TimeSpan pause = FirstPause; ; pause *= 2)
        {
            object? answer = await CallOnceAsync(message);
            if (answer is T expected)
            {
                return expected;
            }

            if (answer is Refused refused)
            {
                throw new EngineException(EngineFault.Refused, refused.Reason);
            }

            if (answer is not null)
            {
                throw new Violation("plugin", $"{message} was answered with {answer}");
            }

            if (pause > PauseMax)
            {
                throw new EngineException(EngineFault.Refused, "error looking up network plugin meshnet: the plugin is not there");
            }

            await PassAsync(pause);
        }
    }

    public Task PassAsync(TimeSpan time)
    {
        TaskCompletionSource passed = new();
        loop.Schedule(time, passed.SetResult);
        return passed.Task;
    }

    /// <summary>Null where the connection broke or the reply was lost.</summary>
    private Task<object?> CallOnceAsync(object message)
    {
        TaskCompletionSource<object?> call = new();
        if (_plugin is not { } plugin)
        {
            return Task.FromResult<object?>(null);
        }

        long number = ++_lastCall;
        _calls.Add(number, call);
        bool isLost = RepliesLost > 0 && random.Next(1000) < RepliesLost;
        _ = loop.Ask<object>(plugin, message, AnswerMax).ContinueWith(
            asked =>
            {
                if (!_calls.Remove(number))
                {
                    return;
                }

                if (!asked.IsCompletedSuccessfully)
                {
                    Unanswered?.Invoke($"{message} was not answered within {AnswerMax.TotalSeconds} s");
                }

                call.TrySetResult(asked.IsCompletedSuccessfully && !isLost ? asked.Result : null);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return call.Task;
    }
}
