using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Event;

namespace MeshNet.Deterministic.Tests;

/// <summary>The life of systems on a loop: how they start, log, stand still and end.</summary>
public sealed class SystemTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void What_is_logged_is_told_at_once_with_no_actor_between()
    {
        List<LogEvent> logged = [];
        DeterministicLoop loop = new(1, new LoopOptions { Log = logged.Add, LogLevel = LogLevel.WarningLevel });
        ActorSystem system = loop.CreateSystem("test");
        system.Log.Info("nobody wants to know");
        system.Log.Warning("take {0}", "care");
        Assert.Equal("take care", Assert.Single(logged).Message.ToString());
    }

    [Fact]
    public void An_abandoned_system_ends_as_in_a_crash_and_the_others_do_not_notice()
    {
        DeterministicLoop loop = new(1);
        List<object> received = [];
        ActorSystem crashing = loop.CreateSystem("crashing");
        IActorRef gone = crashing.ActorOf(Made.By(() => new Doing((_, message) => received.Add(message), () => received.Add("stopped"))));
        IActorRef other = loop.CreateSystem("other").ActorOf(Made.By(() => new Doing((_, message) => received.Add(message))));
        loop.RunUntilIdle();
        crashing.Scheduler.ScheduleTellOnce(Second, gone, "timer", ActorRefs.NoSender);
        gone.Tell("queued");
        other.Tell("other");

        loop.Abandon(crashing);
        gone.Tell("later");
        loop.Advance(10 * Second);
        Assert.Equal(["other"], received);
    }

    [Fact]
    public void Nothing_is_left_of_abandoned_systems()
    {
        DeterministicLoop loop = new(1);
        WeakReference[] abandoned = [.. Enumerable.Range(0, 200).Select(index => CreateAndAbandon(loop, index))];
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.DoesNotContain(abandoned, system => system.IsAlive);
        Assert.Equal(TimeSpan.Zero, loop.Now);
    }

    [Fact]
    public void A_paused_system_stands_still_and_goes_on_with_all_that_waited()
    {
        DeterministicLoop loop = new(1);
        List<object> received = [];
        ActorSystem system = loop.CreateSystem("test");
        IActorRef actor = system.ActorOf(Made.By(() => new Doing((_, message) => received.Add(message))));
        loop.RunUntilIdle();
        system.Scheduler.ScheduleTellOnce(Second, actor, "timer", ActorRefs.NoSender);
        loop.Pause(system);
        actor.Tell("message");
        loop.Advance(10 * Second);
        Assert.Empty(received);
        loop.Resume(system);
        loop.RunUntilIdle();
        Assert.Equal(["message", "timer"], received.Order());
    }

    [Fact]
    public void A_system_of_another_kind_is_refused()
    {
        using ActorSystem real = ActorSystem.Create("real");
        Assert.Throws<ArgumentException>(() => new DeterministicLoop(1).Abandon(real));
    }

    [Fact]
    public void A_name_that_akka_does_not_take_is_refused() =>
        Assert.Contains("must contain only word characters", Assert.Throws<ArgumentException>(() => new DeterministicLoop(1).CreateSystem("a_b")).Message, StringComparison.Ordinal);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference CreateAndAbandon(DeterministicLoop loop, int index)
    {
        ActorSystem system = loop.CreateSystem($"system{index}");
        IActorRef actor = system.ActorOf(Made.By(() => new Doing((_, _) => { })), "actor");
        system.Scheduler.ScheduleTellRepeatedly(Second, Second, actor, "timer", ActorRefs.NoSender);
        loop.RunUntilIdle();
        actor.Tell("message");
        loop.Abandon(system);
        return new WeakReference(system);
    }
}
