using System.Reflection;
using Akka.Actor;
using Akka.Event;
using MeshNet.Actors;
using MeshNet.Actors.MeshNode;
using MeshNet.Node.Daemon;

namespace MeshNet.Node.Tests.Daemon;

public sealed class ActorSystemsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly StringWriter _log = new();
    private readonly ActorSystem _system;

    public ActorSystemsTests() => _system = ActorSystems.Create("test", LogLevel.InfoLevel, TextWriter.Synchronized(_log));

    public static TheoryData<Type> Actors =>
        [.. typeof(MeshNodeActor).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ActorBase)) && !type.IsAbstract)];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    [Fact]
    public void Timers_are_as_exact_as_the_settings_reckon_with() =>
        Assert.Equal(ActorSystems.TimerTick, _system.Settings.Config.GetTimeSpan("akka.scheduler.tick-duration"));

    [Fact]
    public void A_line_has_the_time_the_level_who_says_it_and_what()
    {
        _system.Log.Warning("{0} of {1}", 1, 2);

        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z WARNING \S+ 1 of 2\n$", _log.ToString());
    }

    [Fact]
    public void A_failure_is_logged_with_its_cause_and_the_actor_s_path()
    {
        IActorRef actor = _system.ActorOf(Made.By(() => new Doing(_ => throw new InvalidOperationException("the sky fell"))), "clumsy");
        Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<string>("fall", TimeSpan.FromMilliseconds(200))).Wait(Patience);

        Assert.Matches(@" ERROR \S*/user/clumsy\S* the sky fell\nSystem\.InvalidOperationException: the sky fell\n", _log.ToString());
    }

    [Fact]
    public void What_is_below_the_level_is_not_logged()
    {
        _system.Log.Debug("whisper");
        Assert.Equal("", _log.ToString());
    }

    [Fact]
    public async Task An_actor_that_waits_runs_on_a_thread_that_is_not_the_pool_s()
    {
        using ManualResetEventSlim open = new(initialState: true);
        Assert.False(await _system.ActorOf(Made.By(() => new Waiting(open))).Ask<bool>("wait", Patience));
        Assert.True(await _system.ActorOf(Made.By(() => new Doing(context => context.Sender.Tell(Thread.CurrentThread.IsThreadPoolThread))))
            .Ask<bool>("answer", Patience));
    }

    [Theory]
    [MemberData(nameof(Actors))]
    public void An_actor_that_keeps_a_blocking_edge_runs_where_it_may_wait(Type actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Assert.True(
            actor.IsAssignableTo(typeof(IBlocks)) == Keeps(actor, []),
            $"{actor.Name} is to be {nameof(IBlocks)} if and only if it keeps an {nameof(IBlockingEdge)}");
    }

    /// <summary>Whether a field of the type, or of a type of ours that it keeps, is a blocking edge.</summary>
    private static bool Keeps(Type type, HashSet<Type> seen) =>
        seen.Add(type) && (type.IsAssignableTo(typeof(IBlockingEdge)) || Fields(type)
            .Where(field => field.Assembly == typeof(IBlockingEdge).Assembly)
            .Any(field => Keeps(field, seen)));

    private static IEnumerable<Type> Fields(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(field => field.FieldType);

    private sealed class Doing(Action<IActorContext> action) : UntypedActor
    {
        protected override void OnReceive(object message) => action(Context);
    }

    private sealed class Waiting(ManualResetEventSlim until) : UntypedActor, IBlocks
    {
        protected override void OnReceive(object message)
        {
            until.Wait(Patience);
            Sender.Tell(Thread.CurrentThread.IsThreadPoolThread);
        }
    }
}
