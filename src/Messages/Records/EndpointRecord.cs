namespace MeshNet.Messages;

/// <summary>A container's attachment to a network.</summary>
/// <param name="Name">The container's name; empty until Docker has told it.</param>
/// <param name="Lamport">The owner's clock, for <see cref="Stamp"/>: of two equal names the smaller stamp stays.</param>
/// <param name="Address">Its IPv4 address within the network's subnet.</param>
/// <param name="Mac">Unique per endpoint, never derived from the address (moby#52661).</param>
/// <param name="BlockVersion">The version of the ownership block that the address came from: between two claims the higher wins (R10).</param>
/// <param name="Allocation">A counter of the owner's allocations, which orders two claims out of one block (R10).</param>
/// <param name="ContainerId">Docker's id of the container, 64 hexadecimal digits; empty until known.</param>
/// <param name="Aliases">Further names within the network (<c>--network-alias</c>).</param>
public sealed record EndpointRecord(
    string Name,
    ulong Lamport,
    uint Address,
    MacAddress Mac,
    ulong BlockVersion,
    ulong Allocation,
    string ContainerId,
    ImmutableArray<string> Aliases,
    EndpointHealth Health)
{
    private const int ShortIdLength = 12;

    /// <summary>The short form of a container's id, which Docker answers to as well as to its names.</summary>
    public static string ShortId(string containerId) => containerId[..Math.Min(ShortIdLength, containerId.Length)];

    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Text(Name);
        writer.Varint(Lamport);
        writer.UInt32(Address);
        Span<byte> mac = stackalloc byte[MacAddress.Length];
        Mac.CopyTo(mac);
        writer.Raw(mac);
        writer.Varint(BlockVersion);
        writer.Varint(Allocation);
        writer.Text(ContainerId);
        writer.Texts(Aliases);
        writer.Byte((byte)Health);
        return writer.ToArray();
    }

    public static EndpointRecord Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(
            reader.Text(),
            reader.Varint(),
            reader.UInt32(),
            new MacAddress(reader.Raw(MacAddress.Length)),
            reader.Varint(),
            reader.Varint(),
            reader.Text(),
            [.. reader.Texts()],
            (EndpointHealth)reader.Byte());
    }

    public bool Equals(EndpointRecord? other) => other is not null && Encode().AsSpan().SequenceEqual(other.Encode());

    public override int GetHashCode() => HashCode.Combine(Name, Address, Mac, ContainerId);
}

/// <summary>Docker's health of the container behind an endpoint.</summary>
public enum EndpointHealth : byte
{
    /// <summary>The container has no health check: it is answered for in DNS like a healthy one.</summary>
    None = 0,
    Starting = 1,
    Healthy = 2,
    Unhealthy = 3,
}
