using MeshNet.Linux.Namespaces;

namespace MeshNet.Node.GatewayBridge;

/// <summary>Whether a port of the host is free, tested as a server would find out.</summary>
internal static class HostPorts
{
    /// <returns>Null if it is; otherwise the end of a sentence about the port.</returns>
    public static string? Obstacle(NetworkNamespace host, PublishedPort port)
    {
        if (port.Protocol == "sctp")
        {
            return null;
        }

        using Socket socket = host.CreateSocket(
            AddressFamily.InterNetwork, port.Protocol == "tcp" ? SocketType.Stream : SocketType.Dgram);
        try
        {
            socket.Bind(new IPEndPoint(port.HostAddress ?? IPAddress.Any, port.HostPort));
            return null;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "is in use on this host: see 'ss -lntup'",
                SocketError.AddressNotAvailable => "cannot be published: this host does not have the address",
                _ => $"is not available on this host: {exception.Message}",
            };
        }
    }
}
