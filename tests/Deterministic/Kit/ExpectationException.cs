namespace MeshNet.Deterministic.Kit;

/// <summary>An expectation was not met.</summary>
public sealed class ExpectationException(string message) : Exception(message);
