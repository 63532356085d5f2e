using Akka.Actor;
using Akka.Dispatch;

namespace MeshNet.Kernel.Tests;

public sealed class AbandonTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly DeterministicDispatcher _dispatcher = new(1);
    private readonly List<string> _log = [];
    private readonly ActorSystem _crashing;
    private readonly ActorSystem _other;

    public AbandonTests()
    {
        _crashing = ActorSystem.Create("crashing", _dispatcher.Setup);
        _other = ActorSystem.Create("other", _dispatcher.Setup);
    }

    [Fact]
    public void Nothing_of_it_runs_any_more()
    {
        var actor = Recorder(_crashing);
        _dispatcher.Advance(Second);
        _log.Clear();
        actor.Tell("queued");

        _dispatcher.Abandon(_crashing);
        actor.Tell("afterwards");
        _dispatcher.Advance(Second * 100);

        Assert.Empty(_log);
        Assert.Null(_dispatcher.NextDue);
    }

    [Fact]
    public void The_others_do_not_notice()
    {
        Recorder(_crashing);
        var bystander = Recorder(_other);
        _dispatcher.RunUntilIdle();

        _dispatcher.Abandon(_crashing);
        bystander.Tell("hello");
        _dispatcher.Advance(Second);

        Assert.Equal(["other start", "other hello", "other tick"], _log.Where(line => line.StartsWith("other", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_system_can_be_abandoned_while_it_runs()
    {
        var actor = _crashing.ActorOf(Props.Create(() => new Crashing(() => _dispatcher.Abandon(_crashing), _log)));
        actor.Tell("crash");
        actor.Tell("never");

        _dispatcher.Advance(Second);

        Assert.Equal(["crash"], _log);
    }

    [Fact]
    public void A_new_system_can_take_the_name()
    {
        Recorder(_crashing);
        _dispatcher.RunUntilIdle();
        _dispatcher.Abandon(_crashing);
        _log.Clear();

        Recorder(ActorSystem.Create("crashing", _dispatcher.Setup)).Tell("again");
        _dispatcher.RunUntilIdle();

        Assert.Equal(["crashing start", "crashing again"], _log);
    }

    [Fact]
    public void Disposing_of_a_system_in_virtual_time_abandons_it()
    {
        Recorder(_crashing);
        _dispatcher.RunUntilIdle();
        _log.Clear();

        _crashing.Dispose();
        _dispatcher.Advance(Second * 100);

        Assert.Empty(_log);
    }

    [Fact]
    public void An_abandoned_system_takes_no_more_timers_and_no_more_actors()
    {
        _dispatcher.Abandon(_crashing);

        Assert.Throws<SchedulerException>(() => _crashing.Scheduler.Advanced.ScheduleOnce(Second, () => { }));
        Assert.Throws<InvalidOperationException>(() => Recorder(_crashing));
    }

    [Fact]
    public void A_system_of_another_dispatcher_is_refused() =>
        Assert.Throws<ArgumentException>(() => new DeterministicDispatcher(2).Abandon(_crashing));

    [Fact]
    public void A_paused_system_neither_runs_nor_loses_anything()
    {
        var paused = Recorder(_crashing);
        var bystander = Recorder(_other);
        _dispatcher.RunUntilIdle();
        _log.Clear();

        _dispatcher.Pause(_crashing);
        paused.Tell("waits");
        bystander.Tell("runs");
        _dispatcher.Advance(Second);
        Assert.Equal(["other runs", "other tick"], _log);

        _dispatcher.Resume(_crashing);
        _dispatcher.RunUntilIdle();
        Assert.Equal(["crashing tick", "crashing waits"], _log.Skip(2).Order());
    }

    private IActorRef Recorder(ActorSystem system) => system.ActorOf(Props.Create(() => new Recording(system.Name, _log)));

    private sealed class Recording : ReceiveActor, IWithTimers
    {
        private readonly string _name;
        private readonly List<string> _log;

        public Recording(string name, List<string> log)
        {
            _name = name;
            _log = log;
            ReceiveAny(message => log.Add($"{name} {message}"));
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart()
        {
            _log.Add($"{_name} start");
            Timers.StartPeriodicTimer("tick", "tick", Second);
        }

        protected override void PostStop() => _log.Add($"{_name} stop");
    }

    private sealed class Crashing : ReceiveActor
    {
        public Crashing(Action crash, List<string> log) => Receive<string>(text =>
        {
            log.Add(text);
            crash();
            Self.Tell("never either");
        });
    }
}
