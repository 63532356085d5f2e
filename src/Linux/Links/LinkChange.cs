namespace MeshNet.Linux.Links;

/// <summary>What to change on a link; null leaves a property as it is.</summary>
public sealed record LinkChange
{
    public bool? Up { get; init; }

    public int? Mtu { get; init; }

    /// <summary>The master's index; 0 removes the link from its master.</summary>
    public int? MasterIndex { get; init; }

    public MacAddress? Mac { get; init; }

    /// <summary>
    /// For a port of a bridge: isolated ports do not hear each other, only the bridge itself and the ports that are not isolated. The
    /// link must be enslaved already.
    /// </summary>
    public bool? Isolated { get; init; }

    /// <summary>At most 255 bytes of UTF-8; empty removes it.</summary>
    public string? Alias { get; init; }

    public uint? Group { get; init; }

    /// <summary>A link that is up can be renamed since Linux 6.2, not before.</summary>
    public string? Name { get; init; }

    /// <summary>In the words of ip-link: "up, mtu 1450".</summary>
    public override string ToString()
    {
        string?[] parts =
        [
            Up is { } up ? up ? "up" : "down" : null,
            Mtu is { } mtu ? $"mtu {mtu}" : null,
            MasterIndex is { } master ? $"master {master}" : null,
            Mac is { } mac ? $"address {mac}" : null,
            Isolated is { } isolated ? isolated ? "isolated" : "not isolated" : null,
            Alias is { } alias ? $"alias '{alias}'" : null,
            Group is { } group ? $"group {group}" : null,
            Name is { } name ? $"name {name}" : null,
        ];
        return string.Join(", ", parts.Where(part => part is not null));
    }
}
