using MeshNet.Actors.Transport;
using MeshNet.Deterministic;

namespace MeshNet.Simulation.Edges;

/// <summary>The network between the hosts: delays, loses, doubles, reorders and damages what it carries, and can be cut one way.</summary>
internal sealed class Underlay(DeterministicLoop loop, SplitMix64 random)
{
    private readonly Dictionary<IPAddress, HostNetwork> _hosts = [];
    private readonly HashSet<(int From, int To)> _cuts = [];

    public Weather Weather { get; set; } = Weather.Calm;

    /// <summary>What a host that is not in here sends and gets is not delayed further.</summary>
    public SortedDictionary<int, TimeSpan> Clogged { get; } = [];

    public long Packets { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>In bytes.</summary>
    public int LargestPacket { get; private set; }

    public int InFlight { get; private set; }

    public int InFlightMax { get; private set; }

    public HostNetwork Add(IPEndPoint address)
    {
        HostNetwork host = new(this, _hosts.Count, address);
        _hosts.Add(address.Address, host);
        return host;
    }

    /// <summary>Each of two hosts gets the address that was the other's, as leases that ran out may have it.</summary>
    public void Exchange(HostNetwork one, HostNetwork other)
    {
        (one.Address, other.Address) = (other.Address, one.Address);
        (_hosts[one.Address.Address], _hosts[other.Address.Address]) = (one, other);
    }

    public void Cut(int from, int to) => _cuts.Add((from, to));

    public void HealCuts() => _cuts.Clear();

    public void Send(HostNetwork from, IPEndPoint to, PacketKind kind, ReadOnlyMemory<byte> packet)
    {
        Packets++;
        Bytes += packet.Length;
        LargestPacket = Math.Max(LargestPacket, packet.Length);
        from.BytesSent += packet.Length;
        if (!_hosts.TryGetValue(to.Address, out HostNetwork? receiver) || _cuts.Contains((from.Index, receiver.Index)))
        {
            return;
        }

        TimeSpan delay = Delay() + Clogged.GetValueOrDefault(from.Index) + Clogged.GetValueOrDefault(receiver.Index);
        byte[] bytes = packet.ToArray();
        if (kind == PacketKind.Stream)
        {
            // TCP repeats what is lost and keeps the order of one connection.
            delay += Happens(Weather.Lost) ? TimeSpan.FromMilliseconds(200) : TimeSpan.Zero;
            TimeSpan due = loop.Now + delay;
            due = due > from.StreamsDue(receiver.Index) ? due : from.StreamsDue(receiver.Index);
            from.SetStreamsDue(receiver.Index, due);
            Deliver(from, receiver, kind, bytes, due - loop.Now);
            return;
        }

        if (Happens(Weather.Lost))
        {
            return;
        }

        if (Happens(Weather.Doubled))
        {
            Deliver(from, receiver, kind, bytes, delay + Delay());
        }

        if (Happens(Weather.DoubledLate))
        {
            Deliver(from, receiver, kind, bytes, delay + Weather.Late);
        }

        if (Happens(Weather.Corrupted))
        {
            bytes = [.. bytes];
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }

        Deliver(from, receiver, kind, bytes, delay);
    }

    private void Deliver(HostNetwork from, HostNetwork receiver, PacketKind kind, byte[] bytes, TimeSpan delay)
    {
        InFlight++;
        InFlightMax = Math.Max(InFlightMax, InFlight);
        IPEndPoint source = from.Address;
        loop.Schedule(delay, () =>
        {
            InFlight--;
            receiver.BytesReceived += bytes.Length;
            receiver.Handler?.Receive(kind, source, bytes);
        });
    }

    private TimeSpan Delay()
    {
        long span = (Weather.DelayMax - Weather.DelayMin).Ticks;
        return span <= 0 ? Weather.DelayMin : Weather.DelayMin + TimeSpan.FromTicks((long)(random.NextFraction() * span));
    }

    private bool Happens(int perThousand) => perThousand > 0 && random.Next(1000) < perThousand;
}
