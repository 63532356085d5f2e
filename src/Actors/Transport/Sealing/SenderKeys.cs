using System.Security.Cryptography;

namespace MeshNet.Actors.Transport.Sealing;

/// <summary>
/// The ciphers and replay windows of the senders heard last, up to a limit: the least recently used go first. Only a sender
/// that has proved itself gets a place.
/// </summary>
internal sealed class SenderKeys(ClusterKeys keys, int capacity) : IDisposable
{
    private readonly Dictionary<Key, LinkedListNode<Sender>> _senders = [];
    private readonly LinkedList<Sender> _byUse = [];

    public int Count => _senders.Count;

    /// <summary>The sender's state, or one that is not kept until <see cref="Keep"/> is called.</summary>
    public Sender Find(PacketHeader header)
    {
        Key key = new(header.Sender, header.StartNonce, header.Kind);
        if (!_senders.TryGetValue(key, out LinkedListNode<Sender>? node))
        {
            return new Sender(key, keys.Cipher(header.Sender, header.StartNonce, header.Kind));
        }

        _byUse.Remove(node);
        _byUse.AddFirst(node);
        return node.Value;
    }

    public bool IsKept(Sender sender) => _senders.ContainsKey(sender.Key);

    public void Keep(Sender sender)
    {
        if (IsKept(sender))
        {
            return;
        }

        if (_senders.Count >= capacity)
        {
            Sender oldest = _byUse.Last!.Value;
            _byUse.RemoveLast();
            _senders.Remove(oldest.Key);
            oldest.Cipher.Dispose();
        }

        _senders[sender.Key] = _byUse.AddFirst(sender);
    }

    public void Dispose()
    {
        foreach (Sender sender in _byUse)
        {
            sender.Cipher.Dispose();
        }
    }

    internal readonly record struct Key(NodeId Node, ulong StartNonce, PacketKind Kind);

    internal sealed record Sender(Key Key, AesGcm Cipher)
    {
        public ReplayWindow Window { get; } = new();
    }
}
