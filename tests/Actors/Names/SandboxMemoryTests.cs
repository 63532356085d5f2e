using MeshNet.Actors.Names;
using static MeshNet.Actors.Tests.Names.NameViews;

namespace MeshNet.Actors.Tests.Names;

/// <summary>Containers that go on running while the daemon is away have names again once it is back.</summary>
public sealed class SandboxMemoryTests : ActorTestKit
{
    private const string Path = "/var/run/docker/netns/0123456789ab";

    /// <summary>The endpoint that the view of <see cref="NameViews"/> has in each network.</summary>
    private static readonly EndpointId Web = new(9);

    private static readonly MeshView WithWeb = View(1, Network(Demo, "demo", "web", 5));
    private static readonly ServeSandbox Request = new(Web, Demo, Path, EngineResolver: true, "/resolv.conf");

    private readonly FakeSandboxMemory _memory = new();
    private FakeNameServers _servers = new();
    private IActorRef _names;

    public SandboxMemoryTests() => _names = Start();

    [Fact]
    public void A_sandbox_is_remembered_as_it_was_asked_for_and_forgotten_with_its_release()
    {
        Serve(Request);
        Assert.Equal(Request, Assert.Single(_memory.Kept).Value);

        _names.Tell(new ReleaseSandbox(Web), TestActor);
        RunUntilIdle();
        Assert.Empty(_memory.Kept);
    }

    [Fact]
    public void After_the_daemon_s_end_what_the_first_view_still_holds_is_served_again_without_being_asked_for()
    {
        Serve(Request);
        Restart();
        Assert.Empty(_servers.Starts);

        Publish(WithWeb);

        Assert.Equal(Path, _servers.Last.Sandbox.Path);
        Assert.True(_servers.Last.Sandbox.EngineResolver);
        Assert.Equal("/resolv.conf", _servers.Last.Sandbox.ResolverFile);
        Do(_servers.Last.Succeed);
        RunUntilIdle();
        Assert.Equal(5u, _servers.Last.Server.Find("web"));
        Assert.Equal(Request, Assert.Single(_memory.Kept).Value);
    }

    [Fact]
    public void What_the_first_view_does_not_hold_any_more_has_ended_meanwhile()
    {
        Serve(Request);
        Restart();

        Publish(View(1, Network(Other, "other", "db", 7)));

        Assert.Empty(_servers.Starts);
        Assert.Empty(_memory.Kept);
    }

    [Fact]
    public void An_endpoint_of_that_id_on_another_host_is_none_of_ours()
    {
        Serve(Request);
        Restart();

        Publish(WithWeb with { Self = new NodeId(2) });

        Assert.Empty(_servers.Starts);
        Assert.Empty(_memory.Kept);
    }

    [Fact]
    public void Who_asks_before_the_first_view_knows_better_than_the_memory()
    {
        Serve(Request);
        Restart();
        Serve(Request with { SandboxPath = Path + "-new" });

        Publish(WithWeb);

        Assert.Equal(Path + "-new", Assert.Single(_servers.Starts).Sandbox.Path);
        Assert.Equal(Path + "-new", Assert.Single(_memory.Kept).Value.SandboxPath);
    }

    [Fact]
    public void What_was_released_before_the_first_view_stays_released()
    {
        Serve(Request);
        Restart();
        _names.Tell(new ReleaseSandbox(Web), TestActor);

        Publish(WithWeb);

        Assert.Empty(_servers.Starts);
        Assert.Empty(_memory.Kept);
    }

    [Fact]
    public void A_sandbox_that_has_gone_meanwhile_is_forgotten()
    {
        Serve(Request);
        Restart();
        Publish(WithWeb);

        Do(() => _servers.Last.Fail(new SandboxGoneException("nothing appeared")));
        RunUntilIdle();

        Assert.Empty(_memory.Kept);
    }

    [Fact]
    public void A_directory_that_takes_nothing_keeps_nobody_from_having_names_and_shows_in_the_status()
    {
        Publish(WithWeb);
        _memory.IsFull = true;
        Serve(Request);
        Do(_servers.Last.Succeed);
        ExpectMsg<Acknowledged>();
        Assert.Contains("no space left", Trouble(), StringComparison.Ordinal);

        _memory.IsFull = false;
        Serve(Request);
        ExpectMsg<Acknowledged>();
        Assert.Null(Trouble());
    }

    [Fact]
    public void The_actor_asks_for_what_the_mesh_knows_at_each_start_and_does_not_wait_for_a_change()
    {
        Serve(Request);
        TestProbe mesh = CreateTestProbe();
        Sys.Stop(_names);
        _servers = new FakeNameServers();
        _names = Sys.ActorOf(NamesActor.Props(_servers, _memory, mesh.Ref));
        mesh.ExpectMsg<GetMeshView>();

        mesh.Reply(WithWeb);
        RunUntilIdle();

        Assert.Equal(Path, Assert.Single(_servers.Starts).Sandbox.Path);
    }

    /// <summary>The actor is gone without a word, as after a kill, and a new one starts over the same directory.</summary>
    private void Restart()
    {
        Sys.Stop(_names);
        RunUntilIdle();
        _servers = new FakeNameServers();
        _names = Start();
    }

    private IActorRef Start()
    {
        IActorRef names = Sys.ActorOf(NamesActor.Props(_servers, _memory, ActorRefs.Nobody));
        RunUntilIdle();
        return names;
    }

    private void Serve(ServeSandbox request)
    {
        _names.Tell(request, TestActor);
        RunUntilIdle();
    }

    private void Publish(MeshView view)
    {
        Sys.EventStream.Publish(view);
        RunUntilIdle();
    }

    private string? Trouble()
    {
        _names.Tell(GetNamesStatus.Instance, TestActor);
        return ExpectMsg<NamesStatus>().Trouble;
    }
}
