namespace MeshNet.Protocol.Names;

/// <summary>What a query asks.</summary>
/// <param name="Name">As <see cref="DnsReader.TryReadName"/> gives it: in lower case, without the final dot; the root is empty.</param>
public readonly record struct DnsQuestion(string Name, DnsType Type, DnsClass Class);
