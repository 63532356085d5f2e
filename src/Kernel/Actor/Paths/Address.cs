namespace Akka.Actor;

/// <summary>Where an actor system is: <c>akka://system</c>, or <c>akka.tcp://system@host:port</c>.</summary>
public sealed class Address : IEquatable<Address>, IComparable<Address>
{
    public Address(string protocol, string system, string? host = null, int? port = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(protocol);
        ArgumentException.ThrowIfNullOrEmpty(system);
        Protocol = protocol;
        System = system;
        Host = host;
        Port = port;
    }

    public string Protocol { get; }

    public string System { get; }

    public string? Host { get; }

    public int? Port { get; }

    public bool HasLocalScope => Host is null;

    public bool HasGlobalScope => Host is not null;

    /// <summary>The part after the protocol: <c>system@host:port</c>.</summary>
    public string HostPort() => Host is null ? System : Port is null ? $"{System}@{Host}" : $"{System}@{Host}:{Port}";

    public override string ToString() => $"{Protocol}://{HostPort()}";

    /// <exception cref="UriFormatException">The text is not an address.</exception>
    public static Address Parse(string address) => TryParse(address, out var parsed)
        ? parsed!
        : throw new UriFormatException($"'{address}' is not an address: expected protocol://system[@host:port].");

    public static bool TryParse(string? address, out Address? parsed)
    {
        parsed = null;
        if (address is null) return false;
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0) return false;
        var rest = address[(scheme + 3)..].TrimEnd('/');
        var at = rest.IndexOf('@');
        var system = at < 0 ? rest : rest[..at];
        if (system.Length == 0 || system.Contains('/')) return false;
        if (at < 0)
        {
            parsed = new Address(address[..scheme], system);
            return true;
        }

        var colon = rest.LastIndexOf(':');
        if (colon <= at + 1 || !int.TryParse(rest[(colon + 1)..], out var port) || port is < 0 or > 65535) return false;
        parsed = new Address(address[..scheme], system, rest[(at + 1)..colon], port);
        return true;
    }

    public bool Equals(Address? other) =>
        other is not null && Protocol == other.Protocol && System == other.System && Host == other.Host && Port == other.Port;

    public override bool Equals(object? obj) => Equals(obj as Address);

    public override int GetHashCode() => unchecked((int)StableHash.Of(ToString()));

    public int CompareTo(Address? other) => other is null ? 1 : string.CompareOrdinal(ToString(), other.ToString());
}
