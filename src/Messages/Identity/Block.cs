using System.Buffers.Binary;

namespace MeshNet.Messages;

/// <summary>
/// A CIDR-aligned run of a 32-bit space: IPv4 addresses of a subnet, subnets of the automatic pool, or VNIs.
/// <paramref name="Start"/> is aligned to its size; <paramref name="PrefixLength"/> is 0 … 32.
/// </summary>
public readonly record struct Block(uint Start, byte PrefixLength) : IComparable<Block>
{
    /// <summary>How many units the block holds, 1 … 2^32.</summary>
    public ulong Size => 1UL << (32 - PrefixLength);

    /// <summary>The last unit of the block.</summary>
    public uint Last => (uint)(Start + Size - 1);

    public Block Lower => new(Start, (byte)(PrefixLength + 1));

    public Block Upper => new((uint)(Start + (Size >> 1)), (byte)(PrefixLength + 1));

    /// <summary>The other half of this block's parent; undefined for a block of prefix length 0.</summary>
    public Block Buddy => new(Start ^ (uint)Size, PrefixLength);

    public Block Parent => Containing(Start, (byte)(PrefixLength - 1));

    /// <summary>The aligned block of the given prefix length that holds <paramref name="unit"/>.</summary>
    public static Block Containing(uint unit, byte prefixLength) =>
        new(prefixLength == 0 ? 0 : unit & (uint.MaxValue << (32 - prefixLength)), prefixLength);

    public static Block Single(uint unit) => new(unit, 32);

    public bool Contains(uint unit) => unit - (ulong)Start < Size && unit >= Start;

    public bool Contains(Block other) => other.PrefixLength >= PrefixLength && Contains(other.Start);

    public bool Overlaps(Block other) => Contains(other) || other.Contains(this);

    /// <summary>By start, then the larger block first, so that a parent sorts before its parts.</summary>
    public int CompareTo(Block other) =>
        Start != other.Start ? Start.CompareTo(other.Start) : PrefixLength.CompareTo(other.PrefixLength);

    /// <summary>Reads IPv4 CIDR notation; host bits must be zero.</summary>
    public static bool TryParse(string? text, out Block block)
    {
        block = default;
        if (!IPNetwork.TryParse(text, out IPNetwork network)
            || network.BaseAddress.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork)
        {
            return false;
        }

        // The framework clears host bits and completes short addresses; what was meant by those is anybody's guess.
        Block parsed = new(Ipv4.ToUnit(network.BaseAddress), (byte)network.PrefixLength);
        if (parsed.ToString() != text)
        {
            return false;
        }

        block = parsed;
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ipv4.ToText(Start)}/{PrefixLength}");

    public static bool operator <(Block left, Block right) => left.CompareTo(right) < 0;

    public static bool operator >(Block left, Block right) => left.CompareTo(right) > 0;

    public static bool operator <=(Block left, Block right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Block left, Block right) => left.CompareTo(right) >= 0;
}

/// <summary>IPv4 addresses as the 32-bit units that the ownership tree counts in (host order, 10.0.0.1 = 0x0A000001).</summary>
public static class Ipv4
{
    public static uint ToUnit(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        if (!address.TryWriteBytes(bytes, out int written) || written != 4)
        {
            throw new ArgumentException($"{address} is not an IPv4 address", nameof(address));
        }

        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    public static IPAddress ToAddress(uint unit)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, unit);
        return new IPAddress(bytes);
    }

    public static string ToText(uint unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{unit >> 24}.{(unit >> 16) & 255}.{(unit >> 8) & 255}.{unit & 255}");

    public static bool TryParse(string? text, out uint unit)
    {
        unit = 0;
        if (!IPAddress.TryParse(text, out IPAddress? address)
            || address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork)
        {
            return false;
        }

        unit = ToUnit(address);
        return true;
    }
}
