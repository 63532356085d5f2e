namespace Akka.Actor;

/// <summary>
/// The place of an actor in the tree of its system: <c>akka://system/user/parent/child</c>. Two paths are equal when their text is; the
/// <see cref="Uid"/> tells incarnations apart and is compared by references, not by paths.
/// </summary>
public sealed class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    private string? _text;

    private ActorPath(Address address, ActorPath? parent, string name, long uid, ulong hash)
    {
        Address = address;
        ParentOrNull = parent;
        Name = name;
        Uid = uid;
        Hash = hash;
    }

    public Address Address { get; }

    /// <summary>The parent; the root is its own.</summary>
    public ActorPath Parent => ParentOrNull ?? this;

    public string Name { get; }

    /// <summary>The incarnation, unique within its system; 0 where none is meant.</summary>
    public long Uid { get; }

    /// <summary>The names from the root down to this one.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            var elements = new List<string>();
            for (var path = this; path.ParentOrNull is not null; path = path.ParentOrNull) elements.Add(path.Name);
            elements.Reverse();
            return elements;
        }
    }

    /// <summary>Stable across processes and machines, uid left out.</summary>
    internal ulong Hash { get; }

    private ActorPath? ParentOrNull { get; }

    public static ActorPath operator /(ActorPath path, string name) => path.Child(name, 0);

    public static bool operator ==(ActorPath? left, ActorPath? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(ActorPath? left, ActorPath? right) => !(left == right);

    internal static ActorPath Root(Address address) => new(address, null, "", 0, StableHash.Of(address.ToString()));

    internal ActorPath Child(string name, long uid) =>
        new(Address, this, name, uid, StableHash.Append(StableHash.Append(Hash, "/"), name));

    /// <summary>Reads <c>akka://system/user/a/b</c>; a trailing <c>#uid</c> is kept as the uid.</summary>
    public static bool TryParse(string? path, out ActorPath? actorPath)
    {
        actorPath = null;
        if (path is null) return false;
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        var slash = scheme < 0 ? -1 : path.IndexOf('/', scheme + 3);
        if (slash < 0 || !Address.TryParse(path[..slash], out var address)) return false;
        var uid = 0L;
        var hash = path.LastIndexOf('#');
        if (hash > slash && !long.TryParse(path[(hash + 1)..], out uid)) return false;
        var names = path[(slash + 1)..(hash > slash ? hash : path.Length)].Split('/', StringSplitOptions.RemoveEmptyEntries);
        actorPath = Root(address!);
        for (var i = 0; i < names.Length; i++) actorPath = actorPath.Child(names[i], i == names.Length - 1 ? uid : 0);
        return true;
    }

    public ActorPath WithUid(long uid) => new(Address, ParentOrNull, Name, uid, Hash);

    public string ToStringWithoutAddress() => ParentOrNull is null ? "/" : "/" + string.Join('/', Elements);

    public string ToStringWithUid() => Uid == 0 ? ToString() : $"{ToString()}#{Uid}";

    public override string ToString() => _text ??= ParentOrNull is null
        ? Address + "/"
        : ParentOrNull.ParentOrNull is null ? ParentOrNull + Name : $"{ParentOrNull}/{Name}";

    public bool Equals(ActorPath? other) =>
        ReferenceEquals(this, other) || (other is not null && Hash == other.Hash && ToString() == other.ToString());

    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    public override int GetHashCode() => unchecked((int)(Hash ^ (Hash >> 32)));

    public int CompareTo(ActorPath? other) => other is null ? 1 : string.CompareOrdinal(ToString(), other.ToString());
}
