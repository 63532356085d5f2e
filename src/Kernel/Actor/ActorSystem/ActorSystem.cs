using System.Diagnostics.CodeAnalysis;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A tree of actors, with its clock, its dispatcher and its event stream.</summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    private protected ActorSystem()
    {
    }

    public abstract string Name { get; }

    public abstract Settings Settings { get; }

    /// <summary>When the system was made, in milliseconds of its monotonic clock; see <see cref="Uptime"/>.</summary>
    public abstract TimeSpan StartTime { get; }

    public abstract TimeSpan Uptime { get; }

    public abstract EventStream EventStream { get; }

    public abstract IActorRef DeadLetters { get; }

    /// <summary>Swallows what is sent to it.</summary>
    public abstract IActorRef IgnoreRef { get; }

    public abstract IScheduler Scheduler { get; }

    public abstract ILoggingAdapter Log { get; }

    public abstract SystemCounters Counters { get; }

    /// <summary>Done when the last actor has stopped.</summary>
    public abstract Task WhenTerminated { get; }

    public static ActorSystem Create(string name) => Create(name, ActorSystemSetup.Empty);

    /// <exception cref="ArgumentException">The name is not made of letters, digits, - and _, or begins with one of the last two.</exception>
    public static ActorSystem Create(string name, ActorSystemSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        CheckName(name);
        return new ActorSystemImpl(name, setup);
    }

    public abstract IActorRef ActorOf(Props props, string? name = null);

    public abstract ActorSelection ActorSelection(string actorPath);

    public abstract ActorSelection ActorSelection(ActorPath actorPath);

    public abstract void Stop(IActorRef actor);

    /// <summary>Runs the coordinated shutdown, which ends with the actors.</summary>
    public abstract Task Terminate();

    /// <summary>Runs after the last actor has stopped; at once if it has.</summary>
    public abstract void RegisterOnTermination(Action code);

    /// <summary>The extension of that id; made if it has not been yet.</summary>
    public abstract object RegisterExtension(IExtensionId extension);

    /// <exception cref="InvalidOperationException">It has not been registered.</exception>
    public T GetExtension<T>()
        where T : class, IExtension =>
        TryGetExtension<T>(out var extension) ? extension : throw new InvalidOperationException($"{typeof(T)} is not registered with {this}.");

    public bool HasExtension<T>()
        where T : class, IExtension => TryGetExtension<T>(out _);

    public abstract bool TryGetExtension<T>([MaybeNullWhen(false)] out T extension)
        where T : class, IExtension;

    /// <summary>Terminates, and waits for it. In virtual time, where nobody can wait, the system is abandoned.</summary>
    public void Dispose()
    {
        DisposeCore();
        GC.SuppressFinalize(this);
    }

    public override string ToString() => $"akka://{Name}";

    private protected abstract void DisposeCore();

    private static void CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var legal = char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        if (!legal)
            throw new ArgumentException($"'{name}' is no name for an ActorSystem: letters, digits, and after the first - and _ may be used.", nameof(name));
    }
}
