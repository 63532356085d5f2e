namespace MeshNet.Protocol.Names;

/// <summary>What a query asks.</summary>
/// <param name="Name">In lower case, without the final dot; the root is empty. See <see cref="DnsReader.TryReadName"/> for unusual bytes.</param>
public readonly record struct DnsQuestion(string Name, DnsType Type, DnsClass Class);
