using MeshNet.Linux.Namespaces;
using static MeshNet.Linux.Interop.LibcAdditions;
using static MeshNet.Linux.Interop.LibNftables;

namespace MeshNet.Linux.Nftables;

/// <summary>Runs nftables commands, nft(8), within this process. All commands of one call are one transaction.</summary>
public static class NftablesRunner
{
    /// <summary>The runtime opened its own descriptors first of all, and maps compiled code through one of them on any thread.</summary>
    private const uint DescriptorsKept = 256;

    /// <summary>Carries out commands, separated by lines, in a network namespace; null is the calling thread's.</summary>
    /// <exception cref="NftablesException">A command was refused; none was carried out.</exception>
    public static void Run(string commands, NetworkNamespace? networkNamespace = null) =>
        Execute(commands, outputFlags: 0, networkNamespace);

    /// <summary>Carries out a list command and gives its answer as JSON, libnftables-json(5).</summary>
    /// <param name="command">Such as "list table inet meshnet".</param>
    /// <param name="networkNamespace">Null is the calling thread's.</param>
    /// <exception cref="NftablesException">The command was refused, as for a table that does not exist.</exception>
    public static string ListJson(string command, NetworkNamespace? networkNamespace = null) =>
        Execute(command, NFT_CTX_OUTPUT_JSON, networkNamespace);

    private static string Execute(string commands, uint outputFlags, NetworkNamespace? networkNamespace)
    {
        ArgumentNullException.ThrowIfNull(commands);
        try
        {
            return networkNamespace is null
                ? DedicatedThread.Run(() => ExecuteAlone(commands, outputFlags))
                : networkNamespace.Run(() => ExecuteAlone(commands, outputFlags));
        }
        catch (DllNotFoundException exception)
        {
            throw new NftablesException("libnftables.so.1 is not installed: install the package libnftables1.", exception);
        }
    }

    /// <summary>
    /// libnftables waits for its socket with select(2), which knows descriptors below 1024 only: with a higher one the C library ends the
    /// whole process. So the thread, which ends afterwards, has a table of its own with only the process's first ones.
    /// </summary>
    private static string ExecuteAlone(string commands, uint outputFlags)
    {
        SystemCallException.ThrowIfNegative(
            close_range(DescriptorsKept, uint.MaxValue, CLOSE_RANGE_UNSHARE), "leave the process's descriptors");
        return Execute(commands, outputFlags);
    }

    /// <summary>A context is not safe for threads and holds a socket of its namespace, so each call has its own: 0.1 ms.</summary>
    private static string Execute(string commands, uint outputFlags)
    {
        nint context = nft_ctx_new(0);
        if (context == 0)
        {
            throw new NftablesException("nftables gave no context: is the process allowed to change the network?");
        }

        try
        {
            nft_ctx_output_set_flags(context, outputFlags);
            if (nft_ctx_buffer_output(context) != 0 || nft_ctx_buffer_error(context) != 0)
            {
                throw new NftablesException("nftables gave no buffers: out of memory.");
            }

            int result = nft_run_cmd_from_buffer(context, commands);
            if (result == 0)
            {
                return Marshal.PtrToStringUTF8(nft_ctx_get_output_buffer(context)) ?? "";
            }

            string? complaint = Marshal.PtrToStringUTF8(nft_ctx_get_error_buffer(context))?.Trim();
            throw new NftablesException(string.IsNullOrEmpty(complaint) ? $"nftables refused without a reason: {commands}" : complaint);
        }
        finally
        {
            nft_ctx_free(context);
        }
    }
}

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
