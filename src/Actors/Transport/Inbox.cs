namespace MeshNet.Actors.Transport;

/// <summary>
/// What the transport has sent to one actor and that actor has not taken in yet. Bounded in messages and in bytes (I8), for each actor by itself:
/// one that is slow, or waits for a disk, loses its own messages and nobody else's. An actor's inbox ends with the actor.
/// </summary>
internal sealed class Inbox(IActorRef receiver)
{
    internal const int MessagesMax = 16_384;

    /// <summary>Room for one stream of the largest size and plenty of datagrams.</summary>
    private const long BytesMax = IPacketNetwork.StreamBytesMax + (32 * 1024 * 1024);

    private int _messages;
    private long _bytes;

    public IActorRef Receiver => receiver;

    /// <summary>A place for a message of so many bytes; null when the inbox is full.</summary>
    public IDisposable? TryTake(int bytes)
    {
        Place place = new(this, bytes);
        if (Interlocked.Increment(ref _messages) <= MessagesMax & Interlocked.Add(ref _bytes, bytes) <= BytesMax)
        {
            return place;
        }

        place.Dispose();
        return null;
    }

    private sealed class Place(Inbox inbox, int bytes) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0)
            {
                Interlocked.Decrement(ref inbox._messages);
                Interlocked.Add(ref inbox._bytes, -bytes);
            }
        }
    }
}

/// <summary>An actor that the transport delivers to. A message keeps its place in the inbox until the actor has handled it, or has failed at it.</summary>
public abstract class TransportReceiver : ReceiveActor
{
    protected override bool AroundReceive(Receive receive, object message)
    {
        try
        {
            return base.AroundReceive(receive, message);
        }
        finally
        {
            (message as Delivery)?.Place?.Dispose();
        }
    }
}
