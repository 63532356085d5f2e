namespace MeshNet.Messages;

/// <summary>Answer: <see cref="EpochReport"/>.</summary>
public sealed record GetEpoch : IMeshRequest
{
    public static readonly GetEpoch Instance = new();
}
