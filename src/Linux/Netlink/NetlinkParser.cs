using System.Diagnostics.CodeAnalysis;

namespace MeshNet.Linux.Netlink;

/// <summary>Turns one message of a dump into an item; false leaves it out.</summary>
internal delegate bool NetlinkParser<T>(in NetlinkMessage message, [MaybeNullWhen(false)] out T item);
