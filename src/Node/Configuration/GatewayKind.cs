namespace MeshNet.Node.Configuration;

/// <summary>Whose bridge gives plugin containers their way out.</summary>
public enum GatewayKind
{
    /// <summary>Docker's docker_gwbridge.</summary>
    Docker,

    /// <summary>Our meshnet_gwbridge.</summary>
    MeshNet,
}
