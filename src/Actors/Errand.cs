namespace MeshNet.Actors;

/// <summary>
/// An actor for one errand: it asks others one after the other, each answer leads to the next question, and after the last it stops.
/// A refusal, a failure or an answer that does not come in time ends the errand too. Being one actor for one errand it knows what
/// every answer belongs to.
/// </summary>
/// <param name="patience">For each single answer.</param>
public abstract class Errand(TimeSpan patience) : ReceiveActor, IWithTimers
{
    private const string PatienceTimer = "patience";

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Begin();

    /// <summary>A defect is a failure like any other: whoever waits is told, and nothing is begun a second time.</summary>
    protected override void PreRestart(Exception reason, object? message)
    {
        Fail($"an internal error, see the log: {reason.Message}");
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason) => Finish();

    /// <summary>The first step.</summary>
    protected abstract void Begin();

    /// <summary>The errand cannot be carried out. Whoever overrides this tells someone and stops the actor.</summary>
    /// <param name="reason">A sentence for people.</param>
    protected abstract void Fail(string reason);

    /// <param name="otherwise">What to do about a refusal instead of failing.</param>
    protected void Ask<T>(IActorRef target, object question, Action<T> then, Action<string>? otherwise = null)
    {
        target.Tell(question);
        Await(target.Path.Name, then, otherwise);
    }

    /// <summary>Waits for what was begun already, usually a task that is piped here.</summary>
    /// <param name="whom">Who is to answer, for the sentence that says that nobody did.</param>
    protected void Await<T>(string whom, Action<T> then, Action<string>? otherwise = null)
    {
        Action<string> fail = otherwise ?? Fail;
        Timers.StartSingleTimer(PatienceTimer, OutOfPatience.Instance, patience);
        Become(() =>
        {
            Receive(then);
            Receive<Refused>(refused => fail(refused.Reason));
            Receive<Status.Failure>(failure => fail(failure.Cause.Message));
            Receive<OutOfPatience>(_ => fail($"no answer from {whom} within {patience.TotalSeconds:0.#} s: see 'meshnet status' and the daemon's log"));
        });
    }

    protected void Finish() => Context.Stop(Self);

    private sealed record OutOfPatience
    {
        public static readonly OutOfPatience Instance = new();
    }
}
