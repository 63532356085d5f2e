namespace MeshNet.Simulation.Docker;

/// <summary>dockerd died while it was doing this.</summary>
internal sealed class EngineGone() : Exception("dockerd has died");
