using System.Collections.Immutable;
using System.Net;
using Akka.Actor;
using Akka.TestKit;
using MeshNet.Actors.Diagnosis;
using MeshNet.Actors.Edges;
using MeshNet.Actors.Transport;
using MeshNet.Messages;

namespace MeshNet.Actors.Tests.Diagnosis;

/// <summary>Two nodes try the ways between them; the test stands between them and loses what it likes.</summary>
public sealed class PathActorTests : DeterministicTestKit
{
    private static readonly (NodeId Id, IPAddress Address) First = (new NodeId(1), IPAddress.Parse("192.0.2.1"));
    private static readonly (NodeId Id, IPAddress Address) Second = (new NodeId(2), IPAddress.Parse("192.0.2.2"));

    private readonly Wire _wire = new();
    private readonly TestProbe _asker;

    public PathActorTests()
    {
        _asker = CreateTestProbe();
        foreach ((NodeId self, IPAddress address) in new[] { First, Second })
        {
            IActorRef transport = Sys.ActorOf(Props.Create(() => new Carrier(_wire, self, address)), $"transport-{address}");
            FakePort port = new(_wire, address);
            _wire.Nodes[self] = Sys.ActorOf(Props.Create(() => new PathActor(transport, port)), $"paths-{address}");
        }

        RunUntilIdle();
    }

    [Fact]
    public void Ways_that_are_open_are_reported_open() =>
        Assert.Equal(new PathReport(Second.Id, true, true, true, true, true), Try());

    [Fact]
    public void A_datagram_that_is_lost_on_its_way_out_is_told_from_one_that_is_lost_on_its_way_in()
    {
        _wire.Loses = (_, message) => message is PathAsk { PaddingBytes: 0 };
        Assert.Equal(new PathReport(Second.Id, true, DatagramIn: true, DatagramOut: false, true, true), Try());
        _wire.Loses = (_, message) => message is PathAnswer { PaddingBytes: 0 };
        Assert.Equal(new PathReport(Second.Id, true, DatagramIn: false, DatagramOut: true, true, true), Try());
    }

    [Theory]
    [InlineData("192.0.2.1", false, true)]
    [InlineData("192.0.2.2", true, false)]
    public void A_packet_to_the_vxlan_port_that_is_lost_is_lost_one_way(string from, bool expectedOut, bool expectedIn)
    {
        _wire.LosesPacketsOf = IPAddress.Parse(from);
        Assert.Equal(new PathReport(Second.Id, true, true, true, expectedIn, expectedOut), Try());
    }

    [Fact]
    public void A_node_that_does_not_answer_has_reported_nothing()
    {
        _wire.Loses = (_, _) => true;
        Assert.Equal(new PathReport(Second.Id, false, false, null, false, null), Try());
    }

    [Fact]
    public void Nobody_listens_when_nothing_is_tried()
    {
        Try();
        Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(_wire.Listeners);
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
                    wire.Nodes[send.To].Tell(new Received(self, new IPEndPoint(address, 7947), MessageCodec.Decode(MessageCodec.Encode(send.Message))));
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
