using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Tmds.Linux;

namespace MeshNet.Lab.Tests;

/// <summary>Sockets of this process in the network namespace of a container: where a socket was made it stays.</summary>
internal static class ContainerSocket
{
    /// <summary>Of answers that nobody had time to read: those of many seconds.</summary>
    private const int ReceiveBufferBytes = 32 * 1024 * 1024;

    /// <param name="networkNamespace">The file of the namespace.</param>
    public static Task<Socket> OpenIcmp(string networkNamespace) => Task.Factory.StartNew(
        () => Open(networkNamespace),
        CancellationToken.None,
        // A thread of its own, which ends with this: it must not do anything else in that namespace.
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private static Socket Open(string networkNamespace)
    {
        using SafeFileHandle file = File.OpenHandle(networkNamespace, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (LibC.setns((int)file.DangerousGetHandle(), LibC.CLONE_NEWNET) != 0)
        {
            throw new IOException($"{networkNamespace} cannot be entered: {Marshal.GetPInvokeErrorMessage(LibC.errno)}");
        }

        Socket socket = new(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp);
        socket.SetRawSocketOption(LibC.SOL_SOCKET, LibC.SO_RCVBUFFORCE, BitConverter.GetBytes(ReceiveBufferBytes));
        return socket;
    }
}
