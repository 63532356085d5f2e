namespace MeshNet.Node.Transport;

/// <summary>One <see cref="StreamSender"/> for each peer that something is being sent to.</summary>
internal sealed class StreamSenders(PacketNetworkOptions options, NetworkCounters counters, CancellationToken stop)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPEndPoint, StreamSender> _senders = [];

    public void Send(IPEndPoint to, ReadOnlyMemory<byte> packet)
    {
        lock (_gate)
        {
            if (!_senders.TryGetValue(to, out StreamSender? sender) || !sender.TryEnqueue(packet, out bool isFull))
            {
                if (_senders.Count >= options.OutboundPeersMax)
                {
                    counters.StreamOverflowed();
                    return;
                }

                // The former one has just gone idle and closes: a new one takes over.
                sender = new StreamSender(to, options, counters, stop);
                _ = sender.TryEnqueue(packet, out isFull);
                _senders[to] = sender;
                Run(sender);
            }

            if (isFull)
            {
                counters.StreamOverflowed();
            }
        }
    }

    public Task Finished()
    {
        lock (_gate)
        {
            return Task.WhenAll(_senders.Values.Select(sender => sender.Completion));
        }
    }

    private void Run(StreamSender sender)
    {
        sender.Completion = Task.Run(sender.RunAsync, CancellationToken.None);
        _ = sender.Completion.ContinueWith(
            _ => Remove(sender), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void Remove(StreamSender sender)
    {
        lock (_gate)
        {
            if (_senders.TryGetValue(sender.Peer, out StreamSender? present) && present == sender)
            {
                _senders.Remove(sender.Peer);
            }
        }
    }
}
