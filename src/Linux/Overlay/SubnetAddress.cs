using System.Net;

namespace MeshNet.Linux.Overlay;

/// <summary>An address and the length of its subnet's prefix.</summary>
public sealed record SubnetAddress(IPAddress Address, int PrefixLength)
{
    /// <summary>Reads "10.0.0.2/24" or "fd00::2/64".</summary>
    public static SubnetAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int slash = text.IndexOf('/');
        if (slash > 0 && IPAddress.TryParse(text.AsSpan(0, slash), out IPAddress? address) && int.TryParse(text.AsSpan(slash + 1), out int length)
            && length >= 0 && length <= address.GetAddressBytes().Length * 8)
        {
            return new SubnetAddress(address, length);
        }

        throw new FormatException($"'{text}' is no address with a prefix length: write 10.0.0.2/24 or fd00::2/64.");
    }

    public override string ToString() => $"{Address}/{PrefixLength}";
}
