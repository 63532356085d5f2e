using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace MeshNet.Messages;

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
