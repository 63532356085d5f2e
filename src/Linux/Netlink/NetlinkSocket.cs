using MeshNet.Linux.Namespaces;
using static MeshNet.Linux.Interop.NetlinkConstants;
using static Tmds.Linux.LibC;

namespace MeshNet.Linux.Netlink;

/// <summary>
/// An rtnetlink socket. It belongs to the network namespace that it was opened in for ever, and may be used from any
/// thread: one lock lets one request after the other through. Errors carry the kernel's own text.
/// </summary>
public sealed class NetlinkSocket : IDisposable
{
    /// <summary>
    /// Messages in one send. Measured: from 50 on the rate no longer rises; a few hundred refusals, at about 2 kB of
    /// receive buffer each, still fit the buffer.
    /// </summary>
    private const int BatchMessages = 256;

    /// <summary>A dump that the kernel calls inconsistent (NLM_F_DUMP_INTR) is asked for again this many times.</summary>
    private const int DumpAttempts = 10;

    private readonly INetlinkTransport _transport;
    private readonly NetlinkWriter _batch = new(16 * 1024);
    private readonly Lock _lock = new();
    private uint _sequence;

    internal NetlinkSocket(INetlinkTransport transport) => _transport = transport;

    /// <summary>Opens a socket in the calling thread's network namespace.</summary>
    public static NetlinkSocket Open() => new(NetlinkTransport.Open());

    /// <summary>Opens a socket in another network namespace.</summary>
    public static NetlinkSocket Open(NetworkNamespace networkNamespace)
    {
        ArgumentNullException.ThrowIfNull(networkNamespace);
        return networkNamespace.Run(Open);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _transport.Dispose();
        }
    }

    /// <summary>Sends the one message of <paramref name="request"/> and waits for the kernel's acknowledgement.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    internal void Execute(NetlinkWriter request, string operation)
    {
        lock (_lock)
        {
            uint sequence = Send(request, NLM_F_ACK, operation);
            NetlinkAnswer answer = Receive<int>(sequence, operation, NoItems, items: null);
            if (!answer.IsSuccess)
            {
                throw answer.ToException(operation);
            }
        }
    }

    /// <summary>Sends the one message of <paramref name="request"/> and returns the kernel's answer about one object.</summary>
    /// <exception cref="NetlinkException">The kernel refused, or answered nothing.</exception>
    internal T Get<T>(NetlinkWriter request, string operation, NetlinkParser<T> parser)
    {
        lock (_lock)
        {
            List<T> items = new(1);
            uint sequence = Send(request, NLM_F_ACK, operation);
            NetlinkAnswer answer = Receive(sequence, operation, parser, items);
            if (!answer.IsSuccess)
            {
                throw answer.ToException(operation);
            }

            return items.Count > 0 ? items[0] : throw new NetlinkException(operation, ENOENT);
        }
    }

    /// <summary>Sends the one message of <paramref name="request"/> as a dump and returns a consistent list.</summary>
    /// <exception cref="NetlinkException">The kernel refused, or the table kept changing.</exception>
    internal List<T> Dump<T>(NetlinkWriter request, string operation, NetlinkParser<T> parser)
    {
        lock (_lock)
        {
            for (int attempt = 0; attempt < DumpAttempts; attempt++)
            {
                List<T> items = [];
                uint sequence = Send(request, NLM_F_DUMP, operation);
                NetlinkAnswer answer = Receive(sequence, operation, parser, items);
                if (answer.IsSuccess)
                {
                    return items;
                }

                if (answer.Errno != EINTR)
                {
                    throw answer.ToException(operation);
                }
            }
        }
        throw new NetlinkException(operation, EINTR, $"the table changed during each of {DumpAttempts} dumps");
    }

    /// <summary>
    /// Encodes every edit as one message and sends hundreds at a time with one acknowledgement. A refused edit does not stop
    /// the others; the refusals come back in the edits' order.
    /// </summary>
    internal List<BatchFailure<T>> ExecuteBatch<T>(IEnumerable<T> edits, Action<NetlinkWriter, T> encode, Func<T, string> describe)
    {
        List<BatchFailure<T>> failures = [];
        foreach (T[] chunk in edits.Chunk(BatchMessages))
        {
            lock (_lock)
            {
                ExecuteChunk(chunk, encode, describe, failures);
            }
        }
        return failures;
    }

    private void ExecuteChunk<T>(
        T[] edits, Action<NetlinkWriter, T> encode, Func<T, string> describe, List<BatchFailure<T>> failures)
    {
        _batch.Clear();
        // One chunk's numbers must be consecutive to find an edit by its answer: start again before they wrap.
        if (_sequence > uint.MaxValue - (uint)edits.Length - 1)
        {
            _sequence = 0;
        }

        uint first = _sequence + 1;
        foreach (T? edit in edits)
        {
            encode(_batch, edit);
            _batch.NumberLast(++_sequence);
        }
        if (_batch.MessageCount != edits.Length)
        {
            throw new InvalidOperationException($"{edits.Length} edits were encoded as {_batch.MessageCount} messages.");
        }

        _batch.AddFlagsToLast(NLM_F_ACK);
        _transport.Send(_batch.Written, "send a batch");

        while (true)
        {
            NetlinkReader reader = new(_transport.Receive("read a batch's answers"));
            while (reader.TryRead(out NetlinkMessage message))
            {
                // Unsigned: an answer to something older than this chunk wraps to a huge index.
                uint index = message.Sequence - first;
                if (message.Type != NLMSG_ERROR || index >= edits.Length)
                {
                    continue;
                }

                NetlinkAnswer answer = NetlinkAnswer.Parse(message);
                if (!answer.IsSuccess)
                {
                    failures.Add(new BatchFailure<T>(edits[index], answer.ToException(describe(edits[index]))));
                }

                if (index == edits.Length - 1)
                {
                    return;
                }
            }
        }
    }

    private uint Send(NetlinkWriter request, ushort flags, string operation)
    {
        if (request.MessageCount != 1)
        {
            throw new InvalidOperationException($"{operation}: a request is one message, not {request.MessageCount}.");
        }

        request.AddFlagsToLast(flags);
        request.NumberLast(++_sequence);
        _transport.Send(request.Written, operation);
        return _sequence;
    }

    /// <summary>Reads until the acknowledgement, the error or the end of the dump; EINTR stands for an inconsistent dump.</summary>
    private NetlinkAnswer Receive<T>(uint sequence, string operation, NetlinkParser<T> parser, List<T>? items)
    {
        bool interrupted = false;
        while (true)
        {
            NetlinkReader reader = new(_transport.Receive(operation));
            while (reader.TryRead(out NetlinkMessage message))
            {
                // Left over from a request that was given up.
                if (message.Sequence != sequence)
                {
                    continue;
                }

                interrupted |= message.Has(NLM_F_DUMP_INTR) && message.Type != NLMSG_ERROR;
                if (message.Type is NLMSG_ERROR or NLMSG_DONE)
                {
                    NetlinkAnswer answer = NetlinkAnswer.Parse(message);
                    return answer.IsSuccess && interrupted ? new NetlinkAnswer(EINTR, null) : answer;
                }
                if (items is not null && parser(message, out T? item))
                {
                    items.Add(item);
                }
            }
        }
    }

    private static bool NoItems(in NetlinkMessage message, out int item)
    {
        item = 0;
        return false;
    }
}
