using MeshNet.Actors.Diagnosis;
using MeshNet.Actors.Transport;
using MeshNet.Deterministic;

namespace MeshNet.Actors.Tests.Diagnosis;

/// <summary>Two nodes try the ways between them; the test stands between them and loses what it likes.</summary>
public sealed class PathActorTests : ActorTestKit
{
    private static readonly (NodeId Id, IPAddress Address) First = (new NodeId(1), IPAddress.Parse("192.0.2.1"));
    private static readonly (NodeId Id, IPAddress Address) Second = (new NodeId(2), IPAddress.Parse("192.0.2.2"));

    private static readonly ClockOffset NoOffset = new(TimeSpan.Zero, TimeSpan.Zero);

    private readonly Wire _wire = new();
    private readonly TestProbe _asker;
    private readonly ActorSystem _secondSystem;

    public PathActorTests()
    {
        _asker = CreateTestProbe();
        // A system of its own, for a clock of its own.
        _secondSystem = Loop.CreateSystem("second");
        foreach (((NodeId self, IPAddress address), ActorSystem system) in new[] { (First, Sys), (Second, _secondSystem) })
        {
            IActorRef transport = system.ActorOf(Made.By(() => new Carrier(_wire, self, address)), $"transport-{address}");
            FakePort port = new(_wire, address);
            _wire.Nodes[self] = system.ActorOf(Made.By(() => new PathActor(transport, port)), $"paths-{address}");
        }

        RunUntilIdle();
    }

    [Fact]
    public void Ways_that_are_open_are_reported_open() =>
        Assert.Equal(new PathReport(Second.Id, true, true, true, true, true, NoOffset), Try());

    [Fact]
    public void A_datagram_that_is_lost_on_its_way_out_is_told_from_one_that_is_lost_on_its_way_in()
    {
        _wire.Loses = (_, message) => message is PathAsk { PaddingBytes: 0 };
        Assert.Equal(new PathReport(Second.Id, true, DatagramIn: true, DatagramOut: false, true, true, NoOffset), Try());
        _wire.Loses = (_, message) => message is PathAnswer { PaddingBytes: 0 };
        Assert.Equal(new PathReport(Second.Id, true, DatagramIn: false, DatagramOut: true, true, true, NoOffset), Try());
    }

    [Theory]
    [InlineData("192.0.2.1", false, true)]
    [InlineData("192.0.2.2", true, false)]
    public void A_packet_to_the_vxlan_port_that_is_lost_is_lost_one_way(string from, bool expectedOut, bool expectedIn)
    {
        _wire.LosesPacketsOf = IPAddress.Parse(from);
        Assert.Equal(new PathReport(Second.Id, true, true, true, expectedIn, expectedOut, NoOffset), Try());
    }

    [Fact]
    public void A_node_that_does_not_answer_has_reported_nothing()
    {
        _wire.Loses = (_, _) => true;
        Assert.Equal(new PathReport(Second.Id, false, false, null, false, null, null), Try());
    }

    [Fact]
    public void Nobody_listens_when_nothing_is_tried()
    {
        Try();
        Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(_wire.Listeners);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-86_400)]
    public void Clocks_are_compared_to_within_half_the_way(int seconds)
    {
        ((VirtualScheduler)_secondSystem.Scheduler).WallClockOffset = TimeSpan.FromSeconds(seconds);
        _wire.Delay = TimeSpan.FromMilliseconds(40);
        Assert.Equal(new ClockOffset(TimeSpan.FromSeconds(seconds), TimeSpan.FromMilliseconds(40)), Try().Clock);
    }

    [Fact]
    public void A_clock_that_jumps_meanwhile_changes_no_length_of_the_way()
    {
        VirtualScheduler own = (VirtualScheduler)Sys.Scheduler;
        _wire.Loses = (_, message) =>
        {
            own.WallClockOffset += message is PathAnswer { Stage: PathStage.Ready } ? TimeSpan.FromDays(1) : TimeSpan.Zero;
            return false;
        };
        Assert.Equal(NoOffset, Try().Clock);
    }

    [Fact]
    public void A_version_that_tells_no_time_is_compared_with_nothing()
    {
        _wire.Changes = message => message is PathAnswer answer ? answer with { Clock = null } : message;
        Assert.Equal(new PathReport(Second.Id, true, true, true, true, true, Clock: null), Try());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Loop.Abandon(_secondSystem);
        }

        base.Dispose(disposing);
    }

    private PathReport Try()
    {
        TryPaths wanted = new(77, ImmutableSortedDictionary<NodeId, IPAddress>.Empty.Add(Second.Id, Second.Address));
        _wire.Nodes[First.Id].Tell(wanted, _asker.Ref);
        Advance(TimeSpan.FromSeconds(3));
        return Assert.Single(_asker.ExpectMsg<PathReports>().Reports);
    }

    private sealed class Wire
    {
        public Dictionary<NodeId, IActorRef> Nodes { get; } = [];

        public Dictionary<IPAddress, Action<IPAddress, ulong>> Listeners { get; } = [];

        public Func<NodeId, IWireMessage, bool> Loses { get; set; } = (_, _) => false;

        public Func<IWireMessage, IWireMessage> Changes { get; set; } = message => message;

        public TimeSpan Delay { get; set; }

        public IPAddress? LosesPacketsOf { get; set; }
    }

    private sealed class Carrier : ReceiveActor
    {
        public Carrier(Wire wire, NodeId self, IPAddress address)
        {
            Receive<Register>(_ => { });
            Receive<SendTo>(send =>
            {
                if (!wire.Loses(self, send.Message))
                {
                    IWireMessage carried = MessageCodec.Decode(MessageCodec.Encode(wire.Changes(send.Message)));
                    Received received = new(self, new IPEndPoint(address, 7947), carried);
                    Context.System.Scheduler.ScheduleTellOnce(wire.Delay, wire.Nodes[send.To], received, Self);
                }
            });
        }
    }

    private sealed class FakePort(Wire wire, IPAddress own) : IPortProbe
    {
        public IDisposable Listen(Action<IPAddress, ulong> heard)
        {
            wire.Listeners.Add(own, heard);
            return new Ear(wire, own);
        }

        public void Send(IPAddress to, ulong trial)
        {
            if (!own.Equals(wire.LosesPacketsOf) && wire.Listeners.TryGetValue(to, out Action<IPAddress, ulong>? heard))
            {
                heard(own, trial);
            }
        }

        private sealed class Ear(Wire wire, IPAddress own) : IDisposable
        {
            public void Dispose() => wire.Listeners.Remove(own);
        }
    }
}
