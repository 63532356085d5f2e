namespace MeshNet.Actors.DockerEvents.Labels;

/// <summary>How a container stands that asks by label to be attached.</summary>
/// <param name="Address">Empty while it has none.</param>
/// <param name="State"><c>attaching</c>, <c>attached</c>, <c>failed</c> or <c>releasing</c>.</param>
/// <param name="Error">What is wrong, as a sentence; empty when nothing is.</param>
public sealed record LabelStatus(string Container, string Network, string Address, string State, string Error);
