namespace MeshNet.Actors.Driver;

/// <summary>
/// Requests for networks that the view does not show yet: the view with the network may still be on its way. Bounded; the oldest are
/// refused when it is full.
/// </summary>
internal sealed class WaitingRequests(TimeSpan patience)
{
    private const int CountMax = 1_000;
    private readonly Queue<Waiting> _waiting = new();

    public void Add(NetworkId network, object request, IActorRef asker, TimeSpan now)
    {
        if (_waiting.Count == CountMax)
        {
            Refuse(_waiting.Dequeue());
        }

        _waiting.Enqueue(new(network, request, asker, now + patience));
    }

    /// <summary>Takes out, oldest first, the requests whose network is there now.</summary>
    public IReadOnlyList<(NetworkId Network, object Request, IActorRef Asker)> Take(Func<NetworkId, bool> isKnown)
    {
        List<(NetworkId, object, IActorRef)> ready = [];
        for (int left = _waiting.Count; left > 0; left--)
        {
            Waiting waiting = _waiting.Dequeue();
            if (isKnown(waiting.Network))
            {
                ready.Add((waiting.Network, waiting.Request, waiting.Asker));
            }
            else
            {
                _waiting.Enqueue(waiting);
            }
        }

        return ready;
    }

    /// <summary>Refuses those that have waited long enough.</summary>
    /// <returns>When to come again, or null when nothing waits any more.</returns>
    public TimeSpan? Expire(TimeSpan now)
    {
        while (_waiting.TryPeek(out Waiting? first))
        {
            if (first.Deadline > now)
            {
                return first.Deadline - now;
            }

            Refuse(_waiting.Dequeue());
        }

        return null;
    }

    private static void Refuse(Waiting waiting) => waiting.Asker.Tell(new Refused(
        $"this host does not know network {waiting.Network.ToShortString()} yet: see 'meshnet network ls', then try again"));

    private sealed record Waiting(NetworkId Network, object Request, IActorRef Asker, TimeSpan Deadline);
}
