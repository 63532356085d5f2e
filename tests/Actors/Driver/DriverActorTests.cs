using Akka.Event;
using MeshNet.Actors.Driver;

namespace MeshNet.Actors.Tests.Driver;

/// <summary>
/// The driver against a kernel that outlives it. Node 1 is this host: endpoint 2 is its own, endpoint 3 is on node 2.
/// </summary>
public sealed class DriverActorTests : ActorTestKit
{
    private static readonly DriverSettings Settings = new();
    private static readonly Mesh Base = Mesh.OfNodes(2).WithDemo().WithEndpoint(3, owner: 2);
    private static readonly Mesh WithLocal = Base.WithEndpoint(2, owner: 1);
    private static readonly string Link2 = OverlayLinks.NameOf(Mesh.Endpoint(2));

    private readonly FakeOverlayKernel _kernel = new();
    private readonly FakeSandboxes _sandboxes = new();
    private IActorRef _driver;

    public DriverActorTests() => _driver = Start();

    [Fact]
    public void It_asks_for_what_the_mesh_knows_at_each_start_and_does_not_wait_for_a_change()
    {
        TestProbe mesh = CreateTestProbe();
        Sys.Stop(_driver);
        _driver = Sys.ActorOf(DriverActor.Props(_kernel, _sandboxes, Settings, mesh.Ref));
        mesh.ExpectMsg<GetMeshView>();

        mesh.Reply(WithLocal.View());
        RunUntilIdle();

        Assert.Contains(Mesh.Demo, _kernel.Overlays.Keys);
    }

    [Fact]
    public void An_empty_replica_at_start_takes_nothing_away()
    {
        _kernel.Overlays[Mesh.Demo] = new();
        Advance(Settings.ReconcileInterval * 5);

        Assert.Empty(_kernel.Edits);
    }

    [Fact]
    public void The_first_container_of_a_network_brings_the_overlay_with_all_its_entries_and_then_its_veth()
    {
        Publish(Base);
        Assert.Empty(_kernel.Overlays);

        Assert.Equal(new LinkReady(Mesh.Endpoint(2), Link2), Prepare(2));

        Assert.Equal(["created overlay demo", "set vxlan", "programmed 10.0.0.3", $"created {Link2}"], _kernel.Edits);
    }

    [Fact]
    public void Preparing_twice_is_preparing_once()
    {
        Publish(Base);
        object first = Prepare(2);
        _kernel.Edits.Clear();

        Assert.Equal(first, Prepare(2));
        Assert.Empty(_kernel.Edits);
    }

    [Fact]
    public void A_container_attached_by_its_process_holds_the_far_end()
    {
        Publish(Base);

        _driver.Tell(new AttachLink(Mesh.Demo, new(Mesh.Endpoint(2), Mesh.Address(2), Mesh.Mac(2)), 4711), TestActor);

        ExpectMsg(new LinkReady(Mesh.Endpoint(2), Link2));
        Assert.Equal(4711, _kernel.Demo.Ports[Link2]);
    }

    [Fact]
    public void A_new_endpoint_elsewhere_is_programmed_without_a_look_at_the_rest()
    {
        Run(WithLocal);
        _kernel.Calls.Clear();

        Publish(WithLocal.WithEndpoint(4, owner: 2), revision: 2);

        Assert.Equal(["change"], _kernel.Calls);
        Assert.Equal(["programmed 10.0.0.4"], _kernel.Edits);
    }

    [Fact]
    public void Views_that_arrive_while_the_kernel_is_busy_are_worth_one_change()
    {
        Run(WithLocal);
        Sys.EventStream.Publish(WithLocal.WithEndpoint(4, owner: 2).View(2));
        Sys.EventStream.Publish(WithLocal.WithEndpoint(4, owner: 2).WithEndpoint(5, owner: 2).View(3));
        Sys.EventStream.Publish(WithLocal.WithEndpoint(5, owner: 2).View(4));
        _kernel.Calls.Clear();

        RunUntilIdle();

        Assert.InRange(_kernel.Calls.Count, 1, 2);
        Assert.Equal([Mesh.Address(3), Mesh.Address(5)], _kernel.Demo.Entries.Keys);
    }

    [Fact]
    public void The_last_container_takes_the_overlay_along()
    {
        Run(WithLocal);

        _driver.Tell(new RemoveLink(Mesh.Demo, Mesh.Endpoint(2)), TestActor);
        ExpectMsg(Acknowledged.Instance);
        RunUntilIdle();
        Assert.Empty(_kernel.Overlays);

        Publish(Base, revision: 2);
        Assert.Empty(Status().Networks);
    }

    [Fact]
    public void An_endpoint_that_the_replica_drops_loses_its_veth()
    {
        Run(WithLocal);

        Publish(Base, revision: 2);

        Assert.Empty(_kernel.Overlays);
    }

    [Fact]
    public void A_restart_of_the_daemon_changes_nothing()
    {
        Run(WithLocal.WithEndpoint(5, owner: 1));
        _kernel.Take(Mesh.Demo, Mesh.Endpoint(2), 100);
        _kernel.Take(Mesh.Demo, Mesh.Endpoint(5), 200);
        _kernel.Edits.Clear();

        Restart();
        Publish(WithLocal.WithEndpoint(5, owner: 1));
        Advance(Settings.ReconcileInterval * 3);

        Assert.Empty(_kernel.Edits);
        Assert.Equal(0, Status().Counters.Edits);
    }

    [Fact]
    public void A_restart_of_the_daemon_programs_what_it_missed_and_nothing_else()
    {
        Run(WithLocal);
        _kernel.Take(Mesh.Demo, Mesh.Endpoint(2), 100);
        Restart();

        Publish(WithLocal.WithoutEndpoint(3).WithEndpoint(4, owner: 2));

        Assert.Equal(["removed 10.0.0.3", "programmed 10.0.0.4"], _kernel.Edits);
        Assert.Equal(0, Status().Counters.Repairs);
    }

    [Fact]
    public void What_a_container_holds_is_kept_after_a_restart_though_the_replica_does_not_know_it()
    {
        Run(WithLocal);
        _kernel.Take(Mesh.Demo, Mesh.Endpoint(2), 100);
        Restart();

        Publish(Base);
        Advance(Settings.ReconcileInterval * 5);

        Assert.Equal(100, _kernel.Demo.Ports[Link2]);
        Assert.Contains(Status().Networks.Single().Objects, entry => entry.Name == $"link {Link2}" && entry.State == ObjectState.Pending);
    }

    [Fact]
    public void What_no_container_took_is_removed_at_the_second_look_after_a_restart()
    {
        Publish(Base);
        Prepare(2);
        Restart();

        Publish(Base);
        Advance(Settings.ReconcileInterval * 1.5);
        Assert.NotEmpty(_kernel.Overlays);
        Advance(Settings.ReconcileInterval);

        Assert.Empty(_kernel.Overlays);
    }

    [Fact]
    public void After_a_restart_the_way_to_a_container_is_kept_until_others_say_that_it_is_gone()
    {
        Run(WithLocal);
        Restart();

        // The disk has not what was heard last.
        Publish(WithLocal.WithoutEndpoint(3) with { IsSynced = false });
        Advance(Settings.ReconcileInterval * 5);
        Assert.Equal([Mesh.Address(3)], _kernel.Demo.Entries.Keys);

        Publish(WithLocal.WithoutEndpoint(3), revision: 2);
        Assert.Empty(_kernel.Demo.Entries);
    }

    [Fact]
    public void Drift_is_repaired_said_and_counted()
    {
        Run(WithLocal);
        _kernel.Demo.Entries.Clear();

        Advance(Settings.ReconcileInterval);

        Assert.Equal([Mesh.Address(3)], _kernel.Demo.Entries.Keys);
        DriverStatus status = Status();
        Assert.Equal(1, status.Counters.Repairs);
        Assert.Equal("programmed 10.0.0.3", status.Networks.Single().LastRepair);
    }

    [Fact]
    public void A_deleted_overlay_is_made_anew_as_soon_as_the_kernel_tells()
    {
        Run(WithLocal);
        _kernel.Take(Mesh.Demo, Mesh.Endpoint(2), 100);
        _kernel.Demo.Entries.Clear();
        _kernel.Demo.Vni = 0;

        _kernel.LosePort(Mesh.Demo, Mesh.Endpoint(9));
        Advance(Settings.LinkEventDelay);

        Assert.Equal(4097u, _kernel.Demo.Vni);
        Assert.NotEmpty(_kernel.Demo.Entries);
    }

    [Fact]
    public void A_veth_that_was_deleted_under_a_running_container_is_made_anew()
    {
        Run(WithLocal);
        _kernel.Take(Mesh.Demo, Mesh.Endpoint(2), 100);
        _sandboxes.Processes[$"{2:d64}"] = 100;

        _kernel.LosePort(Mesh.Demo, Mesh.Endpoint(2));
        Advance(Settings.LinkEventDelay + Settings.MissingLinkDelay);

        Assert.Equal(100, _kernel.Demo.Ports[Link2]);
        Assert.Equal(1, Status().Counters.Repairs);
    }

    [Fact]
    public void A_veth_that_went_with_its_container_is_not_made_anew()
    {
        Run(WithLocal);
        _kernel.Take(Mesh.Demo, Mesh.Endpoint(2), 100);

        _kernel.LosePort(Mesh.Demo, Mesh.Endpoint(2));
        Advance(Settings.LinkEventDelay + Settings.MissingLinkDelay);

        Assert.Empty(_kernel.Demo.Ports);
        Assert.Equal([$"{2:d64}"], _sandboxes.Asked);
        ObjectStatus status = Status().Networks.Single().Objects.Single(entry => entry.Name == "endpoint test2 10.0.0.2");
        Assert.Equal(new(status.Name, ObjectState.Pending, "its interface is gone: its container is not running"), status);
    }

    [Fact]
    public void A_veth_that_docker_removes_in_time_is_not_looked_for()
    {
        Run(WithLocal);
        _kernel.Take(Mesh.Demo, Mesh.Endpoint(2), 100);
        _kernel.LosePort(Mesh.Demo, Mesh.Endpoint(2));
        Advance(Settings.LinkEventDelay);

        _driver.Tell(new RemoveLink(Mesh.Demo, Mesh.Endpoint(2)), TestActor);
        Advance(Settings.MissingLinkDelay * 2);

        Assert.Empty(_sandboxes.Asked);
        Assert.Empty(_kernel.Overlays);
    }

    [Fact]
    public void A_refusal_of_the_kernel_is_told_with_its_words_and_tried_again_ever_more_slowly()
    {
        Run(WithLocal);
        _kernel.Refuse = operation => operation == "entry 10.0.0.4"
            ? new(KernelObject.Entry, "10.0.0.4", "replace neighbour 10.0.0.4: No buffer space available (ENOBUFS)")
            : null;

        Publish(WithLocal.WithEndpoint(4, owner: 2).WithEndpoint(5, owner: 2), revision: 2);

        Assert.Contains(Mesh.Address(5), _kernel.Demo.Entries.Keys);
        ObjectStatus status = Status().Networks.Single().Objects.Single(entry => entry.Name == "endpoint test4 10.0.0.4");
        Assert.Equal(ObjectState.Error, status.State);
        Assert.Equal("replace neighbour 10.0.0.4: No buffer space available (ENOBUFS)", status.Reason);

        _kernel.Calls.Clear();
        Advance(TimeSpan.FromSeconds(10));
        Assert.InRange(_kernel.Calls.Count, 4, 8);

        _kernel.Refuse = _ => null;
        Advance(Settings.RetryDelayMax);
        Assert.Contains(Mesh.Address(4), _kernel.Demo.Entries.Keys);
        Assert.All(Status().Networks.Single().Objects, entry => Assert.Equal(ObjectState.Done, entry.State));
    }

    [Fact]
    public void An_overlay_that_cannot_be_made_refuses_the_container_with_the_kernels_words_and_leaves_nothing()
    {
        Publish(Base);
        _kernel.Refuse = operation => operation == "reconcile"
            ? new(KernelObject.Overlay, "demo", "create vxlan mnvx0: File exists (EEXIST): A VXLAN device with the specified VNI already exists")
            : null;

        Refused refused = Assert.IsType<Refused>(Prepare(2));

        Assert.Contains("A VXLAN device with the specified VNI already exists", refused.Reason, StringComparison.Ordinal);
        _kernel.Refuse = _ => null;
        Advance(Settings.RetryDelayMax);
        Assert.Empty(_kernel.Overlays);
        Assert.Equal(new LinkReady(Mesh.Endpoint(2), Link2), Prepare(2));
    }

    [Fact]
    public void A_veth_that_cannot_be_made_for_want_of_the_overlay_is_tried_again_on_a_mended_one()
    {
        Run(WithLocal);
        _kernel.Overlays.Clear();

        Assert.IsType<LinkReady>(Prepare(6));

        Assert.Contains(OverlayLinks.NameOf(Mesh.Endpoint(6)), _kernel.Demo.Ports.Keys);
    }

    [Fact]
    public void A_repeated_request_that_fails_leaves_a_running_containers_veth_alone()
    {
        Run(WithLocal);
        _kernel.Refuse = operation => operation == $"link {Link2}" ? new(KernelObject.Link, Link2, "open process 1: ENOENT") : null;

        Assert.IsType<Refused>(Prepare(2));

        Assert.Equal(1, _kernel.Demo.Ports[Link2]);
    }

    [Fact]
    public void Two_networks_with_one_vni_are_not_used_on_one_host()
    {
        NetworkId twin = new(0xe);
        Mesh mesh = Base.WithNetwork(twin, "twin", 4097);
        Publish(mesh);
        Prepare(2);

        Refused refused = Assert.IsType<Refused>(Prepare(6, twin));
        Assert.Contains("network twin has the same VNI, 4097, as network demo", refused.Reason, StringComparison.Ordinal);

        _driver.Tell(new RemoveLink(Mesh.Demo, Mesh.Endpoint(2)), TestActor);
        ExpectMsg(Acknowledged.Instance);
        RunUntilIdle();
        Assert.IsType<LinkReady>(Prepare(6, twin));
    }

    [Fact]
    public void A_request_waits_for_a_view_that_is_on_its_way()
    {
        _driver.Tell(Request(2, Mesh.Demo), TestActor);
        RunUntilIdle();

        Publish(Base);

        ExpectMsg(new LinkReady(Mesh.Endpoint(2), Link2));
    }

    [Fact]
    public void A_request_for_a_network_that_never_appears_is_refused_in_time()
    {
        Publish(Mesh.OfNodes(1));
        _driver.Tell(Request(2, Mesh.Demo), TestActor);

        Advance(Settings.NetworkPatience);

        Assert.Contains("this host does not know network", ExpectMsg<Refused>().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_networks_in_the_kernel_are_published_for_those_who_wait_for_a_network_to_drain()
    {
        TestProbe probe = CreateTestProbe();
        Sys.EventStream.Subscribe<DataPathNetworks>(probe.Ref);

        Run(WithLocal);
        Assert.Equal([Mesh.Demo], probe.ExpectMsg<DataPathNetworks>().Networks);

        Publish(Base.WithoutNetwork(Mesh.Demo), revision: 2);
        Assert.Empty(probe.ExpectMsg<DataPathNetworks>().Networks);
        Assert.Empty(_kernel.Overlays);
    }

    [Fact]
    public void Left_over_overlays_that_cannot_be_listed_are_found_at_the_next_reconcile()
    {
        _kernel.Overlays[Mesh.Demo] = new();
        _kernel.CannotBeListed = true;
        Publish(Mesh.OfNodes(1));
        _kernel.CannotBeListed = false;

        Advance(Settings.ReconcileInterval);

        Assert.Empty(_kernel.Overlays);
    }

    private IActorRef Start() => Sys.ActorOf(DriverActor.Props(_kernel, _sandboxes, Settings, ActorRefs.Nobody));

    private void Restart()
    {
        RunUntilIdle();
        Sys.Stop(_driver);
        RunUntilIdle();
        _kernel.Edits.Clear();
        _driver = Start();
    }

    private void Publish(Mesh mesh, ulong revision = 1)
    {
        RunUntilIdle();
        Sys.EventStream.Publish(mesh.View(revision));
        RunUntilIdle();
    }

    /// <summary>Brings the mesh up with the veths of our own endpoints in place, and forgets how.</summary>
    private void Run(Mesh mesh)
    {
        FakeOverlay overlay = _kernel.Overlays[Mesh.Demo] = new();
        foreach (EndpointView endpoint in mesh.Networks[Mesh.Demo].Endpoints.Values.Where(endpoint => endpoint.Owner == Mesh.Node(1)))
        {
            overlay.Ports.Add(OverlayLinks.NameOf(endpoint.Id), 1);
        }

        Publish(mesh);
        _kernel.Edits.Clear();
    }

    private static PrepareLink Request(int number, NetworkId network) =>
        new(network, new(Mesh.Endpoint(number), Mesh.Address(number), Mesh.Mac(number)));

    private object Prepare(int number, NetworkId? network = null)
    {
        _driver.Tell(Request(number, network ?? Mesh.Demo), TestActor);
        return ExpectMsg<object>();
    }

    private DriverStatus Status()
    {
        _driver.Tell(GetDriverStatus.Instance, TestActor);
        return FishForMessage<DriverStatus>(_ => true);
    }
}
