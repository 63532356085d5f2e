namespace MeshNet.Node.Doctor;

/// <summary>One feature that the data path needs from the kernel.</summary>
/// <param name="Module">The module that brings it.</param>
/// <param name="Refusal">The kernel's words when it was tried; null if it works.</param>
public sealed record KernelFeature(string Name, string Module, string? Refusal);
