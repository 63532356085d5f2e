using System.Collections.Immutable;
using MeshNet.Messages;

namespace MeshNet.Actors.Gossip;

/// <summary>To gossip: what the others should know of this node, and the subnets that this host has routes to.</summary>
public sealed record DescribeSelf(NodeRecord Record, ImmutableArray<Block> HostSubnets);
