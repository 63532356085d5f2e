using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Tests.Mesh;

public sealed class AcknowledgementsTests
{
    private static readonly NodeId Self = new(1);
    private static readonly NodeId One = new(2);
    private static readonly NodeId Other = new(3);
    private static readonly LogVersion Version = new(1, 7);
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    private readonly Outbox _outbox = new();
    private readonly Acknowledgements _acknowledgements;
    private int _done;

    public AcknowledgementsTests()
    {
        _acknowledgements = new Acknowledgements(new MeshSettings(), new ReplicaSet(new NodeLog(Self), _outbox), _outbox) { Peers = [One, Other] };
    }

    [Fact]
    public void Without_a_condition_the_time_is_enough()
    {
        _acknowledgements.Await(Self, Version, TimeSpan.Zero, () => _done++);
        _acknowledgements.Advance(TimeSpan.Zero);
        Assert.Equal(0, _done);

        _acknowledgements.Advance(Late);
        Assert.Equal(1, _done);
    }

    [Fact]
    public void With_one_neither_the_time_nor_the_death_of_all_others_is()
    {
        _acknowledgements.Await(Self, Version, TimeSpan.Zero, () => _done++, holders => holders.Contains(Other));
        Hear(One);
        _acknowledgements.Advance(Late);
        _acknowledgements.Peers = [];
        _acknowledgements.Advance(Late);
        Assert.Equal(0, _done);

        _acknowledgements.Peers = [Other];
        Assert.Equal([Other], AskedNow());
        Hear(Other);
        _acknowledgements.Advance(Late);
        Assert.Equal(1, _done);
    }

    [Fact]
    public void Who_has_confirmed_is_not_asked_again()
    {
        _acknowledgements.Await(Self, Version, TimeSpan.Zero, () => _done++, holders => holders.Contains(Other));
        Hear(One);
        _acknowledgements.Peers = [One, Other];

        Assert.Equal([Other], AskedNow());
    }

    private void Hear(NodeId peer) =>
        _acknowledgements.Hear(peer, new Digest(0, Reply: true, [new LogState(Self, Version, 0), new LogState(peer, LogVersion.Zero, 0)]));

    private NodeId[] AskedNow()
    {
        _outbox.Effects.Clear();
        _acknowledgements.Tick();
        return [.. _outbox.Effects.OfType<Effect.Send>().Select(send => send.To)];
    }
}
