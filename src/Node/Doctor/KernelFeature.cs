namespace MeshNet.Node.Doctor;

/// <summary>One thing that the data path asks of the kernel.</summary>
/// <param name="Module">The module that brings it.</param>
/// <param name="Refusal">The kernel's words when it was tried; null when it is there.</param>
public sealed record KernelFeature(string Name, string Module, string? Refusal);
