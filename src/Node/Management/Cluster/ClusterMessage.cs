namespace MeshNet.Node.Management.Cluster;

/// <summary>What Akka Management answers in words: why not, most of the time.</summary>
public sealed record ClusterMessage(string Message);
