namespace MeshNet.Messages;

/// <summary>Something that happened to a member, for the log, for <c>meshnet status</c> and for the actors that must act on it.</summary>
public abstract record MembershipEvent
{
    private MembershipEvent()
    {
    }

    /// <summary>A sentence for a person.</summary>
    public abstract string Text { get; }

    /// <summary>True when somebody should look: the log shows it as a warning.</summary>
    public virtual bool IsWarning => false;

    public sealed record Joined(Member Member) : MembershipEvent
    {
        public override string Text => $"node {Show(Member)} joined";
    }

    public sealed record Suspected(Member Member, NodeId Accuser) : MembershipEvent
    {
        public override string Text => $"node {Show(Member)} does not answer node {Accuser.ToShortString()}";
    }

    public sealed record Died(Member Member) : MembershipEvent
    {
        public override string Text =>
            $"node {Show(Member)} is unreachable; its containers' entries stay, and it is asked again until it returns";

        public override bool IsWarning => true;
    }

    public sealed record Returned(Member Member) : MembershipEvent
    {
        public override string Text => $"node {Show(Member)} is back";
    }

    public sealed record Left(Member Member) : MembershipEvent
    {
        public override string Text => $"node {Show(Member)} left the cluster";
    }

    public sealed record Moved(Member Member, IPEndPoint Former) : MembershipEvent
    {
        public override string Text => $"node {Show(Member)} moved here from {Former}";
    }

    public sealed record Forgotten(NodeId Id) : MembershipEvent
    {
        public override string Text => $"node {Id.ToShortString()} was removed and is never accepted again under this id";
    }

    /// <summary>R22: entries of <paramref name="Former"/> that point at the address must go.</summary>
    public sealed record AddressTakenOver(IPEndPoint Address, Member Holder, Member Former) : MembershipEvent
    {
        public override string Text =>
            $"address {Address} belongs to node {Show(Holder)} now; node {Former.Name} ({Former.Id.ToShortString()}) held it before. "
            + $"If {Former.Name} was re-installed as {Holder.Name}, run 'meshnet node rm {Former.Name}'";

        public override bool IsWarning => true;
    }

    public sealed record TwoMachinesOneId(NodeId Id, IPEndPoint First, IPEndPoint Second) : MembershipEvent
    {
        public override string Text =>
            $"two machines use node id {Id.ToShortString()}: {First} and {Second}; one is a clone of the other. "
            + "On the clone run 'meshnet reset --force' and 'meshnet join', which gives it an id of its own";

        public override bool IsWarning => true;
    }

    /// <summary>R9: this node must not allocate or donate any more. <paramref name="Reason"/> is a sentence.</summary>
    public sealed record Quarantined(string Reason) : MembershipEvent
    {
        public override string Text => Reason;

        public override bool IsWarning => true;
    }

    /// <summary>Another member says that an epoch has removed this node.</summary>
    public sealed record RemovedByOthers(NodeId ToldBy) : MembershipEvent
    {
        public override string Text =>
            $"node {ToldBy.ToShortString()} says that this node was removed from the cluster; join again as a new node with 'meshnet reset' and 'meshnet join'";

        public override bool IsWarning => true;
    }

    public sealed record JoinSucceeded(IPEndPoint Contact, int Members) : MembershipEvent
    {
        public override string Text => $"joined through {Contact}; the cluster has {Members} members";
    }

    /// <summary><paramref name="Reason"/> is a sentence that says what to check.</summary>
    public sealed record JoinFailed(IPEndPoint Contact, string Reason) : MembershipEvent
    {
        public override string Text => Reason;

        public override bool IsWarning => true;
    }

    /// <summary>The goodbye has been said to all that could be reached; the process may end.</summary>
    public sealed record LeaveAnnounced : MembershipEvent
    {
        public override string Text => "the other members know that this node leaves";
    }

    public sealed record TableFull(int Limit, NodeId Refused) : MembershipEvent
    {
        public override string Text =>
            $"node {Refused.ToShortString()} is not accepted: the cluster has {Limit} members, which is this version's limit; "
            + "remove nodes that are gone with 'meshnet node rm'";

        public override bool IsWarning => true;
    }

    private static string Show(Member member) => $"{member.Name} ({member.Id.ToShortString()} at {member.Address})";
}
