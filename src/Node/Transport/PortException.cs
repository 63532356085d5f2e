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
                $"{protocol} port {wanted.Port} is in use by another program (see 'ss -lpn sport = :{wanted.Port}'): stop it, or set meshnet.gossip-port "
                + "to another port on all hosts",
            SocketError.AddressNotAvailable =>
                $"{wanted.Address} is not an address of this machine (see 'ip -br address'): correct meshnet.listen-address",
            SocketError.AccessDenied => $"no permission to use {protocol} port {wanted.Port}: run meshnet as root",
            _ => $"cannot listen on {protocol} {wanted}: {trouble.Message}",
        },
        trouble);
}
