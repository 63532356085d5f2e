namespace MeshNet.Actors.GatewayBridge;

/// <summary>
/// Chooses addresses for containers on the gateway bridge. It goes round the subnet rather than back to its start, so that an address
/// rests as long as possible before the next container has it.
/// </summary>
internal static class GatewayAddresses
{
    /// <param name="last">The address that was given out last, or 0.</param>
    /// <returns>Null when all are taken. Never the network's, the gateway's or the broadcast address.</returns>
    public static uint? Next(Block subnet, uint last, IReadOnlySet<uint> taken)
    {
        uint first = subnet.Start + 2;
        uint end = subnet.Last;
        uint start = last >= first && last + 1 < end ? last + 1 : first;
        for (uint address = start; address < end; address++)
        {
            if (!taken.Contains(address))
            {
                return address;
            }
        }

        for (uint address = first; address < start; address++)
        {
            if (!taken.Contains(address))
            {
                return address;
            }
        }

        return null;
    }
}
