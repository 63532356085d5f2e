using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace MeshNet.Node.Daemon;

/// <summary>Builds every actor system of the executable, from the section for Akka that is compiled in (akka.conf).</summary>
internal static class ActorSystems
{
    private const string Section = "akka.conf";

    /// <summary>By how much a timer of the actors may be late; akka.conf says what follows.</summary>
    public static readonly TimeSpan TimerTick = TimeSpan.FromMilliseconds(100);

    /// <summary>A system that logs to standard error.</summary>
    public static ActorSystem Create(string name, LogLevel level) => Create(name, level, Console.Error);

    public static ActorSystem Create(string name, LogLevel level, TextWriter log)
    {
        Config config = ConfigurationFactory.ParseString($"akka.loglevel = {level.StringFor()}").WithFallback(ReadSection());
        ActorSystem system = ActorSystem.Create(name, BootstrapSetup.Create().WithConfig(config));
        LogLines.Attach(system, level, log);
        return system;
    }

    private static Config ReadSection()
    {
        using Stream section = typeof(ActorSystems).Assembly.GetManifestResourceStream(Section)
            ?? throw new InvalidOperationException($"the executable was built without {Section}");
        using StreamReader reader = new(section);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }
}
