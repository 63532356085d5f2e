using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Epochs;

/// <summary>Answers <c>meshnet node rm</c>: with what the removal still waits for, or with who is missing for a majority.</summary>
public sealed class RemovalService(MeshContext context, EpochKeeper keeper, SealedLogs logs, EstateService estates)
{
    /// <summary>How long an answer waits for the acknowledgements of those who can be reached, so that it tells what is really missing.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(2);

    private readonly RemovalNames _names = new(context, logs);
    private readonly List<PendingRemoval> _undecided = [];
    private readonly List<(PendingRemoval Removal, TimeSpan AnswerBy)> _decided = [];

    public void Request(long request, RemoveNodes asked)
    {
        List<RemovalTarget> targets = [];
        foreach (string text in asked.Nodes)
        {
            (RemovalTarget? target, string reason) = _names.Find(text);
            if (target is null)
            {
                context.Outbox.Refuse(request, reason);
                return;
            }

            targets.Add(target);
        }

        PendingRemoval wanted = new(request, [.. targets], asked.AssertOff, context.Now + context.Settings.RequestTimeout);
        if (IsDecided(wanted))
        {
            Decided(wanted);
        }
        else if (!keeper.CanDecide(asked.AssertOff ? [.. targets.Select(target => target.Node)] : []))
        {
            context.Outbox.Refuse(request, NoMajority(wanted));
        }
        else
        {
            _undecided.Add(wanted);
            keeper.Want(wanted);
        }
    }

    /// <summary>Answers everyone who has what they waited for, or has waited long enough.</summary>
    public void Advance()
    {
        foreach (PendingRemoval wanted in _undecided.ToArray())
        {
            if (context.Epochs.IsRemoved(context.Self))
            {
                Drop(wanted);
                context.Outbox.Refuse(wanted.Request, "this host has itself been removed from the mesh: run the command on another host");
            }
            else if (IsDecided(wanted))
            {
                Drop(wanted);
                Decided(wanted);
            }
            else if (context.Now >= wanted.Deadline)
            {
                Drop(wanted);
                context.Outbox.Refuse(wanted.Request, $"no majority of the voters answered in time: {NoMajority(wanted)}");
            }
        }

        foreach ((PendingRemoval Removal, TimeSpan AnswerBy) answer in _decided.ToArray())
        {
            if (context.Now >= answer.AnswerBy || answer.Removal.Targets.All(target => logs.IsSettled(target.Node)))
            {
                _decided.Remove(answer);
                context.Outbox.Reply(answer.Removal.Request, new NodesRemoved(string.Join("; ", answer.Removal.Targets.Select(Describe))));
            }
        }
    }

    public EpochReport Report() => new(
        context.Epochs.Number,
        [.. context.Epochs.Current?.Voters ?? []],
        [
            .. context.Epochs.Removals.Values.Select(removal => new RemovalReport(
                removal.Node,
                removal.Name,
                removal.Epoch,
                removal.By,
                context.Table.NameOf(context.Epochs.HeirOf(removal)),
                logs.IsSettled(removal.Node),
                logs.IsSettled(removal.Node) ? [] : [.. estates.WaitsFor(removal)])),
        ]);

    private bool IsDecided(PendingRemoval wanted) => wanted.Targets.All(target => context.Epochs.IsRemoved(target.Node));

    private void Drop(PendingRemoval wanted)
    {
        _undecided.Remove(wanted);
        keeper.Forget(wanted);
    }

    private void Decided(PendingRemoval wanted)
    {
        if (wanted.AssertOff)
        {
            foreach (RemovalTarget target in wanted.Targets.Where(target => !estates.IsOut(target.Node)))
            {
                string self = context.Table.NameOf(context.Self);
                context.Outbox.Warn($"an operator asserted on {self} that {target.Name} ({target.Node}) is off for good: its addresses may be used again");
                context.Journal.Put(RecordKey.AssertedOff(target.Node), new AssertedOff(self).Encode());
            }
        }

        _decided.Add((wanted, context.Now + AnswerTime));
    }

    private string Describe(RemovalTarget target)
    {
        Removal removal = context.Epochs.Removals[target.Node];
        string heir = context.Table.NameOf(context.Epochs.HeirOf(removal));
        if (logs.IsSettled(target.Node))
        {
            return $"{target.Name} was removed (epoch {removal.Epoch}), and {heir} has taken over its addresses and networks";
        }

        string[] missing = [.. estates.WaitsFor(removal)];
        string when = missing.Length == 0 ? "" : $" after {string.Join(", ", missing)}";
        return $"{target.Name} was removed (epoch {removal.Epoch}); {heir} takes over its addresses and networks{when}";
    }

    private string NoMajority(PendingRemoval wanted)
    {
        string names = string.Join(", ", wanted.Targets.Select(target => target.Name));
        if (context.Epochs.Current is null)
        {
            return $"{names} cannot be removed: this host does not know yet who votes in this mesh; try again when 'meshnet status' shows other hosts";
        }

        string missing = string.Join(", ", keeper.MissingVoters.Select(context.Table.NameOf));
        string all = string.Join(' ', keeper.MissingVoters.Union(wanted.Targets.Select(target => target.Node)).Select(context.Table.NameOf));
        return $"removing {names} needs {keeper.NeededVoters} of the {keeper.VoterCount} voters, and too few can be reached"
            + (missing.Length > 0 ? $" (no answer from {missing})" : "")
            + $": try again when they are back or, if they are off for good, name them all: 'meshnet node rm {all} --assert-off'";
    }
}

/// <summary>A request to remove nodes that no epoch has decided yet.</summary>
public sealed record PendingRemoval(long Request, ImmutableArray<RemovalTarget> Targets, bool AssertOff, TimeSpan Deadline);
