using System.Net;

namespace MeshNet.Actors.Driver;

/// <summary>IP addresses by their bytes, IPv4 first: the same order on every host and in every run.</summary>
internal sealed class AddressOrder : IComparer<IPAddress>
{
    public static readonly AddressOrder Instance = new();

    public int Compare(IPAddress? x, IPAddress? y)
    {
        byte[] left = x?.GetAddressBytes() ?? [];
        byte[] right = y?.GetAddressBytes() ?? [];
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.AsSpan().SequenceCompareTo(right);
    }
}
