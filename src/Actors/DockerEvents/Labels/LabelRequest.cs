namespace MeshNet.Actors.DockerEvents.Labels;

/// <summary>What a container's labels ask for.</summary>
/// <param name="Address">Null: any.</param>
/// <param name="Error">Why nothing can be done about it, as a sentence; empty when it can.</param>
public sealed record LabelRequest(string NetworkName, uint? Address, ImmutableArray<string> Aliases, string Error)
{
    private const int AliasesMax = 64;

    /// <summary>Null when the container carries no label of ours.</summary>
    /// <param name="networkMode">The container's: only one without any network of Docker's leaves <c>eth0</c> to us.</param>
    public static LabelRequest? Read(string containerName, string networkMode, ImmutableSortedDictionary<string, string> labels)
    {
        if (!labels.TryGetValue(EngineNames.NetworkLabel, out string? network))
        {
            return null;
        }

        ImmutableArray<string> aliases = Items(labels.GetValueOrDefault(EngineNames.AliasesLabel, ""));
        uint? address = null;
        string error = "";
        if (networkMode != EngineNames.NoneMode)
        {
            error = $"container {containerName} has the label {EngineNames.NetworkLabel} but the network mode {networkMode}: "
                + "start it with --network none";
        }
        else if (string.IsNullOrWhiteSpace(network))
        {
            error = $"container {containerName}: the label {EngineNames.NetworkLabel} is empty: set it to the name of a network";
        }
        else if (aliases.Length > AliasesMax)
        {
            error = $"container {containerName}: the label {EngineNames.AliasesLabel} has {aliases.Length} names: use at most {AliasesMax}";
        }
        else if (labels.TryGetValue(EngineNames.AddressLabel, out string? text))
        {
            // The short forms that the parser takes (10.1 for 10.0.0.1) are a slip here more often than a wish.
            if (Ipv4.TryParse(text.Trim(), out uint parsed) && Ipv4.ToText(parsed) == text.Trim())
            {
                address = parsed;
            }
            else
            {
                error = $"container {containerName}: the label {EngineNames.AddressLabel} is '{text}', which is not an IPv4 address";
            }
        }
        return new(network.Trim(), address, aliases, error);
    }

    private static ImmutableArray<string> Items(string list) =>
        [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
