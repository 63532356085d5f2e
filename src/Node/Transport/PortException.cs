using System.Net;
using System.Net.Sockets;

namespace MeshNet.Node.Transport;

/// <summary>The daemon cannot listen where it should. The message is a sentence for the operator.</summary>
public sealed class PortException(string message, Exception cause) : Exception(message, cause)
{
    internal static PortException Explain(IPEndPoint wanted, string protocol, SocketException trouble) => new(
        trouble.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse =>
                $"{protocol} port {wanted.Port} is in use by another program: 'ss -lpn sport = :{wanted.Port}' shows which; stop it, or set meshnet.port "
                + "on all hosts to another",
            SocketError.AddressNotAvailable =>
                $"{wanted.Address} is not an address of this machine: 'ip -br address' lists them; correct meshnet.listen",
            SocketError.AccessDenied => $"{protocol} port {wanted.Port} may not be used: meshnet runs as root",
            _ => $"cannot listen on {protocol} {wanted}: {trouble.Message}",
        },
        trouble);
}
