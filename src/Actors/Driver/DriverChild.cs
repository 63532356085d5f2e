namespace MeshNet.Actors.Driver;

/// <summary>What the driver remembers of one network's actor.</summary>
internal sealed class DriverChild(IActorRef actor, MeshView shown)
{
    private MeshView _shown = shown;

    public IActorRef Actor => actor;

    /// <summary>The number of requests forwarded so far.</summary>
    public long Requests { get; set; }

    public NetworkSnapshot? Snapshot { get; set; }

    /// <summary>Passes a view on, unless nothing that this network's plan is made of has changed in it.</summary>
    public void Show(NetworkId network, MeshView view)
    {
        bool isSame = ReferenceEquals(_shown.Networks.GetValueOrDefault(network), view.Networks.GetValueOrDefault(network))
            && ReferenceEquals(_shown.Nodes, view.Nodes)
            && _shown.Self == view.Self
            && _shown.IsSynced == view.IsSynced;
        _shown = view;
        if (!isSame)
        {
            actor.Tell(view);
        }
    }
}
