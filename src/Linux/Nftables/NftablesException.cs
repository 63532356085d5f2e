namespace MeshNet.Linux.Nftables;

/// <summary>nftables refused a command. The message is its own complaint, which quotes the command and points at the mistake.</summary>
public sealed class NftablesException : IOException
{
    public NftablesException(string message)
        : base(message)
    {
    }

    public NftablesException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
