using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Epochs;

/// <summary>
/// Finds the node that an operator means. A host that was removed and joined again has two members with one name: then the id decides.
/// </summary>
public sealed class RemovalNames(MeshContext context, SealedLogs logs)
{
    private const int DigitsMin = 4;

    /// <summary>The one node meant, or a sentence that says why there is none.</summary>
    public (RemovalTarget? Target, string Reason) Find(string text)
    {
        RemovalTarget[] named = [.. Named().Where(node => node.Name == text)];
        if (named.Length > 1)
        {
            // A reinstalled machine has the same name as before.
            named = [.. named.Where(node => node.Node != context.Self)];
        }

        RemovalTarget[] found = named.Length > 0 ? named
            : Former(text) is { } former ? [former]
            : text.Length >= DigitsMin ? [.. All().Where(node => node.Node.ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase))]
            : [];
        return found switch
        {
            [var one] when one.Node == context.Self => (null, $"{text} is this host: take it out with 'meshnet leave'"),
            [var one] => (one, ""),
            [] => (null, $"there is no host {text}: see 'meshnet node ls'"),
            _ => (null, $"{text} matches {string.Join(", ", found.Select(Describe))}: give more digits of the id"),
        };
    }

    private string Describe(RemovalTarget node) =>
        $"{node.Node.ToShortString()} ({(context.Epochs.IsRemoved(node.Node) ? "removed" : "a member")})";

    private IEnumerable<RemovalTarget> Named() =>
        context.Table.Nodes.Select(node => new RemovalTarget(node.Key, node.Value.Name))
            .Concat(logs.Unsettled.Select(removal => new RemovalTarget(removal.Node, removal.Name)));

    /// <summary>The one removed last under this name, so that a repeated command succeeds again.</summary>
    private RemovalTarget? Former(string name) =>
        context.Epochs.Removals.Values.Where(removal => removal.Name == name).MaxBy(removal => removal.Epoch) is { } removal
            ? new(removal.Node, removal.Name)
            : null;

    /// <summary>Including nodes known only by their id, because they vote or something was granted to them.</summary>
    private SortedDictionary<NodeId, RemovalTarget>.ValueCollection All()
    {
        SortedDictionary<NodeId, RemovalTarget> all = [];
        IEnumerable<NodeId> unnamed = context.Replicas.Logs.Where(log => log.Value(RecordKey.Node) is not null || context.Epochs.IsVoter(log.Owner))
            .Select(log => log.Owner)
            .Concat(context.Epochs.Current?.Voters ?? [])
            .Concat(logs.Unsettled.SelectMany(removal => Takers(removal.Node)));
        foreach (NodeId node in unnamed)
        {
            all[node] = new(node, context.Table.NameOf(node));
        }

        foreach (Removal removal in context.Epochs.Removals.Values)
        {
            all[removal.Node] = new(removal.Node, removal.Name);
        }

        foreach (RemovalTarget named in Named())
        {
            all[named.Node] = named;
        }

        return all.Values;
    }

    private IEnumerable<NodeId> Takers(NodeId removed) =>
        context.Replicas.Log(removed) is { } log ? log.OfKind(RecordKind.Grant).Select(entry => entry.Key.NodeId) : [];
}

/// <summary>A node that is meant by a name or an id, and the name that people know it by.</summary>
public sealed record RemovalTarget(NodeId Node, string Name);
