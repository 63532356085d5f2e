namespace MeshNet.Node.Management.Cluster;

/// <summary>
/// The members in Akka's words: alive is Up; suspect is Up and unreachable; dead is Down and unreachable, although its containers
/// stay connected and it is welcome back at any time; one that left is removed, and so not there.
/// </summary>
public static class ClusterView
{
    private const string Protocol = "akka://";
    private const string System = "meshnet";

    public static ClusterMembers Members(MembershipView view)
    {
        Member[] members = [.. Present(view)];
        string self = view.Members.TryGetValue(view.Self, out Member? own) ? Address(own) : "";
        return new(
            self,
            [.. members.Select(Show)],
            [.. members.Where(IsUnreachable).Select(member => new UnreachableMember(Address(member), [self]))],
            members.FirstOrDefault(member => member.Status == MemberStatus.Alive) is { } leader ? Address(leader) : null,
            ImmutableSortedDictionary<string, string>.Empty);
    }

    /// <summary>The member of an address, with or without the protocol before it; null when there is none.</summary>
    public static Member? Find(MembershipView view, string address) =>
        Present(view).FirstOrDefault(member => Address(member) == address || Address(member) == Protocol + address);

    public static ClusterMember Show(Member member) => new(
        Address(member),
        unchecked((long)member.StartNonce).ToString(CultureInfo.InvariantCulture),
        member.Status == MemberStatus.Dead ? "Down" : "Up",
        []);

    private static bool IsUnreachable(Member member) => member.Status is MemberStatus.Suspect or MemberStatus.Dead;

    /// <summary>A member's address as Akka writes one.</summary>
    public static string Address(Member member) =>
        string.Create(CultureInfo.InvariantCulture, $"{Protocol}{System}@{Host(member.Address)}:{member.Address.Port}");

    private static IOrderedEnumerable<Member> Present(MembershipView view) => view.Members.Values
        .Where(member => member.Status != MemberStatus.Left)
        .OrderBy(member => Host(member.Address), StringComparer.Ordinal)
        .ThenBy(member => member.Address.Port);

    private static string Host(IPEndPoint address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address.Address}]" : address.Address.ToString();
}
