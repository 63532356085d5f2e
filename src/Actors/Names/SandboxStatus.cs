using System.Collections.Immutable;
using MeshNet.Messages;

namespace MeshNet.Actors.Names;

/// <summary>The names of one sandbox.</summary>
/// <param name="Networks">In the order of their ids.</param>
/// <param name="Trouble">What is wrong, in a sentence; null while all is well.</param>
/// <param name="Repairs">How often its rules were gone and have been put back.</param>
public sealed record SandboxStatus(string Path, ImmutableArray<NetworkId> Networks, SandboxState State, string? Trouble, long Repairs);
