namespace MeshNet.Actors.Transport.Sealing;

/// <summary>
/// Which counters of one sender have been seen: a bit for each of the newest <see cref="Size"/> (RFC 4303, section 3.4.3). One counter runs over all
/// receivers of a sender, so the window must span what the sender says to everybody while a datagram overtakes another.
/// </summary>
public sealed class ReplayWindow
{
    /// <summary>1 kB for each sender; at 100,000 packets a second it spans 80 ms.</summary>
    public const int Size = 8192;

    private readonly ulong[] _seen = new ulong[Size / 64];
    private ulong _highest;
    private bool _any;

    /// <summary>Worth opening: not seen, and not too old to tell. Changes nothing, because the packet is not proven yet.</summary>
    public bool MayAccept(ulong counter) =>
        !_any || counter > _highest || (_highest - counter < Size && !IsSet(counter));

    /// <summary>The packet has opened.</summary>
    public void Accept(ulong counter)
    {
        if (!_any || counter > _highest)
        {
            Slide(counter);
        }

        _seen[Word(counter)] |= Bit(counter);
    }

    private void Slide(ulong counter)
    {
        if (!_any || counter - _highest >= Size)
        {
            Array.Clear(_seen);
        }
        else
        {
            for (ulong steps = counter - _highest; steps > 0; steps--)
            {
                ulong passed = _highest + steps;
                _seen[Word(passed)] &= ~Bit(passed);
            }
        }

        _highest = counter;
        _any = true;
    }

    private bool IsSet(ulong counter) => (_seen[Word(counter)] & Bit(counter)) != 0;

    private static int Word(ulong counter) => (int)(counter % Size / 64);

    private static ulong Bit(ulong counter) => 1UL << (int)(counter % 64);
}
