using MeshNet.Protocol.Networks;

namespace MeshNet.Protocol.Mesh;

/// <summary>Makes the view that the edges work from, when something in it has changed and somebody asks.</summary>
internal sealed class ViewKeeper
{
    private readonly MeshContext _context;
    private readonly NetworkService _networks;
    private readonly Func<bool> _isSynced;
    private readonly ulong _revisionsBefore;
    private (ulong Table, ulong Bindings, bool IsSynced) _made;
    private MeshView? _view;

    public ViewKeeper(MeshContext context, NetworkService networks, Func<bool> isSynced)
    {
        _isSynced = isSynced;
        _context = context;
        _networks = networks;
        // A brain that replaces one that failed goes on above its views: it had fewer than one for each tick of 100 ns.
        _revisionsBefore = (ulong)context.Now.Ticks;
    }

    public MeshView Current
    {
        get
        {
            (ulong, ulong, bool IsSynced) revision = (_context.Table.Revision, _networks.Revision, _isSynced());
            if (_view is null || _made != revision)
            {
                _made = revision;
                _view = new MeshView(
                    (_view?.Revision ?? _revisionsBefore) + 1,
                    _context.Self,
                    _context.Table.Located,
                    _context.Table.Snapshot(),
                    _networks.Bindings,
                    Conflicts.Of(_context.Table))
                {
                    IsSynced = revision.IsSynced,
                };
            }

            return _view;
        }
    }
}
