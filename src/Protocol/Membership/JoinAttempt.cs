namespace MeshNet.Protocol.Membership;

/// <summary>Asks one address to be let in, until an answer comes or the time is up.</summary>
internal sealed class JoinAttempt(SwimContext context)
{
    private IPEndPoint? _contact;
    private TimeSpan _nextAt;
    private TimeSpan _deadline;
    private bool _rejected;

    public bool IsWaiting => _contact is not null;

    public TimeSpan? NextDue => _contact is null ? null : _nextAt < _deadline ? _nextAt : _deadline;

    public void Begin(IPEndPoint contact)
    {
        _contact = contact;
        _rejected = false;
        _nextAt = context.Now;
        _deadline = context.Now + context.Options.JoinTimeout;
    }

    /// <summary>Somebody cannot open what this node sends. Anybody can send that, so it only affects how a failure is reported.</summary>
    public void Rejected(IPEndPoint source) => _rejected |= _contact is not null && _contact.Equals(source);

    /// <summary>The contact has said who the members are, and they are in the table.</summary>
    public void Answered()
    {
        if (_contact is null)
        {
            return;
        }

        if (!context.Table.Entries.Any(entry => entry.Member.Id != context.Identity.Id && entry.Member.Status != MemberStatus.Left))
        {
            Fail($"{_contact} is no longer in the mesh and knows no host that is: join through another host");
            return;
        }

        context.Raise(new MembershipEvent.JoinSucceeded(_contact, context.Table.Count));
        _contact = null;
    }

    public void Removed(NodeId teller)
    {
        if (_contact is not null)
        {
            Fail($"node {teller.ToShortString()} refused this host, because its node id was removed from the mesh: run 'meshnet reset', start the daemon, then join again");
        }
    }

    public void Advance()
    {
        if (_contact is null)
        {
            return;
        }

        if (context.Now >= _deadline)
        {
            Fail(_rejected ? RejectedReason(_contact) : SilentReason(_contact));
        }
        else if (context.Now >= _nextAt)
        {
            _nextAt = context.Now + context.Options.JoinRetry;
            context.Send(_contact, new JoinRequest(new MemberClaim(context.Table.Self)));
        }
    }

    private void Fail(string reason)
    {
        context.Raise(new MembershipEvent.JoinFailed(_contact!, reason));
        _contact = null;
    }

    private static string RejectedReason(IPEndPoint contact) =>
        $"{contact} answers, but the token belongs to another mesh: run 'meshnet token' on a host of the mesh you want, and paste what it prints";

    private string SilentReason(IPEndPoint contact) =>
        $"no answer from {contact} within {context.Options.JoinTimeout.TotalSeconds:0} s: check the address, that 'meshnet node' runs there, that UDP and TCP port "
        + $"{contact.Port} are open in both directions, and that the token belongs to its mesh";
}
