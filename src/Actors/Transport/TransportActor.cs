using MeshNet.Actors.Transport.Sealing;

namespace MeshNet.Actors.Transport;

/// <summary>
/// Seals what the other actors send and opens what arrives. What fits is a datagram, the rest a stream; what does not open is counted by its reason and
/// dropped before any decoding (I6). What must outlive a failure of its own is in its <see cref="TransportSession"/>.
/// </summary>
public sealed class TransportActor : ReceiveActor
{
    private readonly TransportSession _session;
    private readonly IPacketNetwork _network;
    private readonly TransportCounters _counters;
    private readonly RejectLimiter _rejects = new();
    private readonly WireWriter _writer = new(2048);
    private IWireMessage? _encoded;

    public TransportActor(TransportSession session, IPacketNetwork network)
    {
        _session = session;
        _network = network;
        _counters = session.Counters;

        Receive<InboundPacket>(Open);
        Receive<SendTo>(Send);
        Receive<SendToAddress>(send => Send(send.To, send.Message));
        Receive<Register>(session.Register);
        Receive<MembershipView>(session.Addresses.Update);
        Receive<GetTransportStatus>(_ => Sender.Tell(_counters.Snapshot(session.Intake.Dropped, _network.Status)));
    }

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe<MembershipView>(Self);
        _session.Start(_network, Self);
    }

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    private void Send(SendTo send)
    {
        if (_session.Addresses.TryFind(send.To, out IPEndPoint address))
        {
            Send(address, send.Message);
        }
        else
        {
            _counters.WithoutAddress++;
        }
    }

    private void Send(IPEndPoint to, IWireMessage message)
    {
        Encode(message);
        bool isSmall = PacketSealer.SealedLength(_writer.Length) <= _session.DatagramBytesMax;
        PacketKind kind = isSmall ? PacketKind.Datagram : PacketKind.Stream;
        if (PacketSealer.SealedLength(_writer.Length) > IPacketNetwork.StreamBytesMax)
        {
            _counters.Drop(DropReason.TooLong);
            Context.GetLogger().Error("a {0} of {1} bytes is too large for a stream and was not sent", message.Type, _writer.Length);
            return;
        }

        byte[] packet = _session.Sealer.Seal(kind, _writer.Written);
        _counters.Sent(kind, packet.Length);
        if (isSmall)
        {
            _network.SendDatagram(to, packet);
        }
        else
        {
            _network.SendStream(to, packet);
        }
    }

    /// <summary>A change is pushed to everybody in turn: the message is encoded once.</summary>
    private void Encode(IWireMessage message)
    {
        if (!ReferenceEquals(message, _encoded))
        {
            _writer.Clear();
            MessageCodec.Encode(message, _writer);
            _encoded = message;
        }
    }

    private void Open(InboundPacket packet)
    {
        try
        {
            _counters.Received(packet.Kind, packet.Length);
            OpenedPacket opened = _session.Opener.Open(packet.Kind, packet.Bytes);
            if (opened.Dropped is { } reason)
            {
                Refuse(packet, reason);
            }
            else
            {
                Deliver(packet, opened);
            }
        }
        finally
        {
            _session.Intake.Done(packet);
        }
    }

    private void Deliver(InboundPacket packet, OpenedPacket opened)
    {
        IWireMessage message;
        try
        {
            message = MessageCodec.Decode(opened.Plain.Span);
        }
        catch (WireFormatException)
        {
            // A member of a later version may send what this one cannot read: the count shows in status.
            _counters.Drop(DropReason.Undecodable);
            return;
        }

        if (_session.Inbox(message.Type) is not { } inbox)
        {
            _counters.Drop(DropReason.NobodyListens);
            return;
        }

        IPEndPoint source = _session.Addresses.Source(opened.Sender, packet.Kind, packet.Source);
        _session.Addresses.Heard(opened.Sender, source);
        Deliver(inbox, packet.Length, new Received(opened.Sender, source, message) { StartNonce = opened.StartNonce });
    }

    private void Deliver(Inbox inbox, int bytes, Delivery delivery)
    {
        if (inbox.TryTake(bytes) is { } place)
        {
            inbox.Receiver.Tell(delivery with { Place = place });
        }
        else
        {
            _counters.Drop(DropReason.Overflow);
        }
    }

    private void Refuse(InboundPacket packet, DropReason reason)
    {
        if (packet.Kind == PacketKind.Datagram && _session.Opener.IsReject(packet.Bytes, out bool sameCluster))
        {
            if (_session.Inbox(WireType.JoinRequest) is { } inbox)
            {
                Deliver(inbox, packet.Length, new RejectReceived(packet.Source, sameCluster));
            }

            return;
        }

        _counters.Drop(reason);
        bool mayBeJoiner = reason is DropReason.ForeignCluster or DropReason.NotAuthentic;
        if (packet.Kind == PacketKind.Datagram && mayBeJoiner && _rejects.TryTake(Context.System.Scheduler.MonotonicClock))
        {
            _counters.RejectsSent++;
            _network.SendDatagram(packet.Source, _session.Sealer.Reject());
        }
    }
}
