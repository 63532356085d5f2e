using MeshNet.Actors.Transport.Sealing;

namespace MeshNet.Actors.Transport;

/// <summary>
/// What one start of a node must not lose when the supervisor restarts its transport actor: the counter behind the nonces and
/// the key that it belongs to (R18), what was heard already, who listens, where the others are, and that the sockets are open. The
/// node owns it and disposes of it after the actor; for the actor's thread only.
/// </summary>
public sealed class TransportSession : IDisposable
{
    private readonly Inbox?[] _inboxes = new Inbox?[byte.MaxValue + 1];
    private PacketIntake? _intake;

    public TransportSession(TransportSettings settings)
    {
        DatagramBytesMax = settings.DatagramBytesMax;
        Sealer = new PacketSealer(settings.Keys, settings.Self, settings.StartNonce);
        Opener = new PacketOpener(settings.Keys, settings.Self, settings.StartNonce);
        Addresses = new PeerAddresses(settings.Port);
    }

    internal int DatagramBytesMax { get; }

    internal PacketSealer Sealer { get; }

    internal PacketOpener Opener { get; }

    internal PeerAddresses Addresses { get; }

    internal TransportCounters Counters { get; } = new();

    internal PacketIntake Intake => _intake ?? throw new InvalidOperationException("the transport has not been started");

    public void Dispose()
    {
        Sealer.Dispose();
        Opener.Dispose();
    }

    /// <summary>Opens the network for the actor, once: a restarted actor has the mailbox of the one before it.</summary>
    internal void Start(IPacketNetwork network, IActorRef transport)
    {
        if (_intake is null)
        {
            PacketIntake intake = new(transport);
            network.Start(intake);
            _intake = intake;
        }
    }

    /// <summary>An actor has one inbox, however often it registers: started anew, it has what waits in the mailbox of the one before it.</summary>
    internal void Register(Register register)
    {
        Inbox inbox = Array.Find(_inboxes, known => known is not null && known.Receiver.Equals(register.Receiver)) ?? new Inbox(register.Receiver);
        Array.Fill(_inboxes, inbox, (int)register.First, register.Last - register.First + 1);
    }

    internal Inbox? Inbox(WireType type) => _inboxes[(byte)type];
}
