namespace MeshNet.Messages;

/// <summary>Docker's health of the container behind an endpoint.</summary>
public enum EndpointHealth : byte
{
    /// <summary>The container has no health check: it is answered for in DNS like a healthy one.</summary>
    None = 0,
    Starting = 1,
    Healthy = 2,
    Unhealthy = 3,
}
