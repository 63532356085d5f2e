using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;

namespace MeshNet.Deterministic;

/// <summary>How a loop runs its systems.</summary>
public sealed record LoopOptions
{
    /// <summary>What the time of day is at the start.</summary>
    public DateTimeOffset Epoch { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Messages that an actor handles in its turn: 1 mixes most, more is faster.</summary>
    public int Throughput { get; init; } = 1;

    /// <summary>What the systems log at all.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.InfoLevel;

    /// <summary>Takes what they log, at once.</summary>
    public Action<LogEvent>? Log { get; init; }

    /// <summary>Ids of dispatchers that the actors are made for: on a loop, each of them is the loop's own.</summary>
    public IReadOnlyList<string> DispatcherIds { get; init; } = [];

    /// <summary>More turns than this without time moving mean that actors keep each other busy for ever.</summary>
    public long MaxTurnsPerInstant { get; init; } = 50_000_000;
}

/// <summary>Tells the parts of a system, which Akka makes by their names in the configuration, on which loop they are.</summary>
internal sealed class LoopSetup(DeterministicLoop loop) : Setup
{
    public DeterministicLoop Loop { get; } = loop;
}

/// <summary>The configuration of a system on a loop.</summary>
internal static class LoopConfig
{
    private const string DefaultDispatcher = "akka.actor.default-dispatcher";

    private static readonly Config Common = ConfigurationFactory.ParseString(
        $$"""
        akka {
          loggers = []
          stdout-loglevel = OFF
          log-dead-letters = off
          scheduler.implementation = "{{NameOf<VirtualScheduler>()}}"
          actor {
            default-dispatcher.type = "{{NameOf<LoopDispatcherConfigurator>()}}"
            internal-dispatcher = "{{DefaultDispatcher}}"
            default-blocking-io-dispatcher = "{{DefaultDispatcher}}"
            default-mailbox.mailbox-type = "{{NameOf<LoopMailbox>()}}"
            mailbox {
              unbounded-queue-based.mailbox-type = "{{NameOf<LoopMailbox>()}}"
              unbounded-deque-based.mailbox-type = "{{NameOf<LoopMailbox>()}}"
            }
          }
          coordinated-shutdown {
            run-by-clr-shutdown-hook = off
            run-by-actor-system-terminate = off
          }
        }
        """);

    public static Config For(LoopOptions options)
    {
        string level = options.LogLevel.ToString().Replace("Level", "", StringComparison.Ordinal).ToUpperInvariant();
        IEnumerable<string> aliases = options.DispatcherIds.Select(id => $"{id} = \"{DefaultDispatcher}\"\n");
        return ConfigurationFactory.ParseString($"akka.loglevel = {level}\n{string.Concat(aliases)}").WithFallback(Common);
    }

    private static string NameOf<T>() => $"{typeof(T).FullName}, {typeof(T).Assembly.GetName().Name}";
}
