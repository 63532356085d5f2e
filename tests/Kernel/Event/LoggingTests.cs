using Akka.Actor;
using Akka.Event;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class LoggingTests : DeterministicTestKit
{
    private static readonly Recorder s_sink = new();

    public LoggingTests()
        : base(ActorSystemSetup.Create(new LoggingSetup(LogLevel.InfoLevel, s_sink))) => s_sink.Events.Clear();

    [Fact]
    public void An_actor_logs_in_its_own_name_with_the_time_of_its_system()
    {
        Advance(TimeSpan.FromSeconds(90));
        ActorOf(() => new Logging(), "logging").Tell("hello");
        RunUntilIdle();

        var entry = Assert.Single(s_sink.Events);
        Assert.Equal("2026-01-01T00:01:30.000Z INFO akka://test/user/logging got hello", entry.ToString());
        Assert.Equal(typeof(Logging), entry.LogClass);
    }

    [Fact]
    public void What_is_below_the_level_is_not_even_made_into_text()
    {
        var log = Akka.Event.Logging.GetLogger(Sys, "source");

        log.Debug("{0}", new ThrowsWhenRead());

        Assert.False(log.IsDebugEnabled);
        Assert.True(log.IsInfoEnabled);
        Assert.Empty(s_sink.Events);
    }

    [Fact]
    public void Log_events_go_over_the_event_stream()
    {
        Sys.EventStream.Subscribe<Warning>(TestActor);

        Sys.Log.Warning(new InvalidOperationException("cause"), "number {0}", 1.5);

        var warning = ExpectMsg<Warning>();
        Assert.Equal("number 1.5", warning.Message.ToString());
        Assert.Equal("cause", warning.Cause!.Message);
        Assert.Equal(LogLevel.WarningLevel, warning.LogLevel());
    }

    [Fact]
    public void A_broken_format_is_shown_with_its_arguments_instead_of_failing()
    {
        Sys.Log.Error("broken {0} {1", "one", 2);

        Assert.Equal("broken {0} {1 [one, 2]", Assert.Single(s_sink.Events).Message.ToString());
    }

    [Fact]
    public void A_text_without_arguments_may_hold_braces()
    {
        Sys.Log.Info("{ json: true }");

        Assert.Equal("{ json: true }", Assert.Single(s_sink.Events).Message.ToString());
    }

    [Fact]
    public void An_exception_is_part_of_the_line()
    {
        Sys.Log.Error(new InvalidOperationException("cause"), "failed");

        Assert.Contains("failed" + Environment.NewLine + "System.InvalidOperationException: cause", Assert.Single(s_sink.Events).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_source_can_be_a_name_a_type_an_actor_or_any_object()
    {
        foreach (var source in new object[] { "name", typeof(Echo), TestActor, s_sink }) Akka.Event.Logging.GetLogger(Sys, source).Info("hello");

        Assert.Equal(["name", "Echo", "akka://test/system/testActor", "Recorder"], s_sink.Events.Select(entry => entry.LogSource));
    }

    private sealed class Recorder : ILogSink
    {
        public List<LogEvent> Events { get; } = [];

        public void Write(LogEvent logEvent) => Events.Add(logEvent);
    }

    private sealed class ThrowsWhenRead
    {
        public override string ToString() => throw new InvalidOperationException("read");
    }

    private sealed class Logging : ReceiveActor
    {
        public Logging()
        {
            var log = Context.GetLogger();
            ReceiveAny(message => log.Info("got {0}", message));
        }
    }
}
