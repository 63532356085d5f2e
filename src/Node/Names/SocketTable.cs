namespace MeshNet.Node.Names;

/// <summary>The kernel's lists of a namespace's sockets, /proc/net/udp and /proc/net/tcp (proc(5)).</summary>
internal static class SocketTable
{
    private const string Nobody = "00000000:0000";
    private const string Listening = "0A";

    /// <summary>The port on which somebody waits at the address: bound and without a peer for UDP, listening for TCP.</summary>
    public static int? FindPort(string table, IPAddress address, ProtocolType protocol)
    {
        string prefix = HexOf(address) + ":";
        foreach (string line in table.Split('\n'))
        {
            // "  sl  local_address rem_address   st ..."
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 4
                || !words[1].StartsWith(prefix, StringComparison.Ordinal)
                || words[2] != Nobody
                || (protocol == ProtocolType.Tcp && words[3] != Listening))
            {
                continue;
            }

            ReadOnlySpan<char> digits = words[1].AsSpan(prefix.Length);
            if (ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort port))
            {
                return port;
            }
        }

        return null;
    }

    /// <summary>The kernel prints the address's four bytes as a number of the machine's own byte order.</summary>
    private static string HexOf(IPAddress address) =>
        BitConverter.ToUInt32(address.GetAddressBytes()).ToString("X8", CultureInfo.InvariantCulture);
}
