using System.Net;
using Akka.Dispatch;
using MeshNet.Actors.Edges;
using MeshNet.Protocol.Random;

namespace MeshNet.Simulation.Edges;

/// <summary>The network between the hosts: delays, loses, doubles, reorders and damages what it carries, and can be cut one way.</summary>
internal sealed class Underlay(DeterministicDispatcher dispatcher, SplitMix64 random)
{
    private readonly List<HostNetwork> _hosts = [];
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
        _hosts.Add(host);
        return host;
    }

    public void Cut(int from, int to) => _cuts.Add((from, to));

    public void HealCuts() => _cuts.Clear();

    public void Send(HostNetwork from, IPEndPoint to, PacketKind kind, ReadOnlyMemory<byte> packet)
    {
        Packets++;
        Bytes += packet.Length;
        LargestPacket = Math.Max(LargestPacket, packet.Length);
        from.BytesSent += packet.Length;
        if (Find(to) is not { } receiver || _cuts.Contains((from.Index, receiver.Index)))
        {
            return;
        }

        TimeSpan delay = Delay() + Clogged.GetValueOrDefault(from.Index) + Clogged.GetValueOrDefault(receiver.Index);
        byte[] bytes = packet.ToArray();
        if (kind == PacketKind.Stream)
        {
            // TCP repeats what is lost and keeps the order of one connection.
            delay += Happens(Weather.Lost) ? TimeSpan.FromMilliseconds(200) : TimeSpan.Zero;
            TimeSpan due = dispatcher.Now + delay;
            due = due > from.StreamsDue(receiver.Index) ? due : from.StreamsDue(receiver.Index);
            from.SetStreamsDue(receiver.Index, due);
            Deliver(from, receiver, kind, bytes, due - dispatcher.Now);
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

    private HostNetwork? Find(IPEndPoint to)
    {
        int index = Addresses.IndexOf(to.Address);
        return index >= 0 && index < _hosts.Count ? _hosts[index] : null;
    }

    private void Deliver(HostNetwork from, HostNetwork receiver, PacketKind kind, byte[] bytes, TimeSpan delay)
    {
        InFlight++;
        InFlightMax = Math.Max(InFlightMax, InFlight);
        dispatcher.Scheduler.ScheduleOnce(delay, () =>
        {
            InFlight--;
            receiver.BytesReceived += bytes.Length;
            receiver.Handler?.Receive(kind, from.Address, bytes);
        });
    }

    private TimeSpan Delay()
    {
        long span = (Weather.DelayMax - Weather.DelayMin).Ticks;
        return span <= 0 ? Weather.DelayMin : Weather.DelayMin + TimeSpan.FromTicks((long)(random.NextFraction() * span));
    }

    private bool Happens(int perThousand) => perThousand > 0 && random.Next(1000) < perThousand;
}
