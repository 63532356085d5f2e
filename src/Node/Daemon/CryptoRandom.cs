using System.Security.Cryptography;
using MeshNet.Protocol.Random;

namespace MeshNet.Node.Daemon;

/// <summary>The operating system's generator: ids and nonces of a real node must not be guessable.</summary>
public sealed class CryptoRandom : IRandomSource
{
    public ulong NextUInt64()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return BitConverter.ToUInt64(bytes);
    }
}
