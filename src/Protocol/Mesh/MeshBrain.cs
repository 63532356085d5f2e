using MeshNet.Protocol.Epochs;
using MeshNet.Protocol.Networks;
using MeshNet.Protocol.Ownership;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Mesh;

/// <summary>
/// One node's replicated state and all decisions about it: replication, ownership, networks, endpoints. A state machine: each input
/// comes with the time, and after it <see cref="Outbox"/> holds what to write and, once that is on disk, what to do. One
/// input is one commit, so that a crash leaves all or nothing of it.
/// </summary>
public sealed class MeshBrain
{
    private readonly MeshContext _context;
    private readonly Replicator _replicator;
    private readonly AskService _asks;
    private readonly EpochService _epochs;
    private readonly Subnets _subnets;
    private readonly PoolService _pools;
    private readonly NetworkService _networks;
    private readonly AddressService _addresses;
    private readonly EndpointService _endpoints;
    private readonly ClosingService _closing;
    private readonly LeaveService _leaving;
    private readonly ShareKeeper _shares;
    private readonly TombstoneCollector _tombstones;
    private readonly ViewKeeper _views;
    private readonly List<(long Request, IMeshRequest Asked, TimeSpan Deadline)> _deferred = [];
    private readonly EchoGuard _echo;

    /// <param name="epoch">The start epoch, raised and synced before this start (R7).</param>
    /// <param name="read">The store as the last commit left it.</param>
    public MeshBrain(NodeId self, uint epoch, MeshSettings settings, IRandomSource random, ReadBucket read, TimeSpan now)
    {
        NodeLog own = MeshLoader.LoadOwn(self, read);
        ReplicaSet replicas = new(own, Outbox, settings.Sabotage);
        Journal journal = new(own, epoch, Outbox);
        BlockLedger ledger = new(settings, journal, replicas);
        NetworkTable table = new(settings.Sabotage);
        OwnerMap owners = new();
        _context = new MeshContext
        {
            Settings = settings,
            Random = random,
            Outbox = Outbox,
            Journal = journal,
            Replicas = replicas,
            Table = table,
            Owners = owners,
            Ledger = ledger,
            Books = new AddressBooks(ledger, settings, Outbox),
            Acknowledgements = new Acknowledgements(settings, replicas, Outbox),
            Seeker = new BlockSeeker(settings, epoch, now, ledger, owners, replicas, Outbox, table.NameOf),
            Now = now,
        };
        _replicator = new Replicator(settings, epoch, replicas, new PushTree(settings, random, Outbox), random, Outbox);
        _echo = new EchoGuard(_context, now + settings.EchoTimeout);
        _replicator.OwnLogAhead += _echo.OnOwnLogAhead;
        _replicator.DigestHeard += _context.Acknowledgements.Hear;
        _subnets = new Subnets(_context);
        _pools = new PoolService(_context, _subnets);
        _networks = new NetworkService(_context, _pools, _subnets);
        _addresses = new AddressService(_context, _pools);
        _views = new ViewKeeper(_context, _networks, () => IsSynced || _context.Table.Nodes.Keys.All(node => node == Self));
        _endpoints = new EndpointService(_context, _networks, _addresses);
        _epochs = new EpochService(_context, epoch, _networks, _endpoints);
        _closing = new ClosingService(_context, _networks, _endpoints, _epochs);
        _leaving = new LeaveService(_context, _networks, _epochs);
        _asks = new AskService(_context, _addresses);
        _shares = new ShareKeeper(_context);
        _tombstones = new TombstoneCollector(_context);
        Load(read);
    }

    public Outbox Outbox { get; } = new();

    public NodeId Self => _context.Self;

    /// <summary>This node has once had all that a peer had.</summary>
    public bool IsSynced => _replicator.IsSynced;

    /// <summary>Why this node no longer allocates or donates, if so (R9).</summary>
    public string? Quarantine => _echo.Quarantine;

    public ReplicaSet Replicas => _context.Replicas;

    /// <summary>True when an epoch has removed this node: <see cref="Quarantine"/> says so too.</summary>
    public bool IsRemoved => _epochs.Removed is not null;

    /// <summary>Who owns what, for <c>meshnet address-space</c>.</summary>
    public OwnerMap Owners => _context.Owners;

    public BlockLedger Ledger => _context.Ledger;

    /// <summary>The current view; the same instance until something in it changes.</summary>
    public MeshView View => _views.Current;

    /// <summary>Founds the cluster's spaces; once, by the first node.</summary>
    public void Found(TimeSpan now)
    {
        _context.Now = now;
        _context.Ledger.Found(SpaceId.AutomaticPool, _context.Settings.AutomaticPool);
        _context.Ledger.Found(SpaceId.Vni, VniSpace.Root);
        _epochs.Found();
        Finish();
    }

    /// <summary>Tells the others who and where this node is.</summary>
    public void Describe(NodeRecord record, IReadOnlyList<Block> hostSubnets, TimeSpan now)
    {
        _context.Now = now;
        _subnets.HostSubnets = hostSubnets;
        if (!_context.Replicas.HasLeft(Self))
        {
            _context.Journal.Put(RecordKey.Node, record.Encode());
        }

        Finish();
    }

    /// <summary>Who can be reached: who is asked, pushed to and compared with. Nobody's records end by this (I2).</summary>
    /// <param name="displaced">Nodes whose underlay address now belongs to another: nothing may point there for them (R22).</param>
    public void SetPeers(ImmutableArray<NodeId> peers, TimeSpan now, ImmutableSortedSet<NodeId>? displaced = null)
    {
        _context.Now = now;
        _context.Table.Displaced = displaced ?? [];
        NodeId[] fresh = [.. peers.Except(_replicator.Peers)];
        _replicator.Peers = peers;
        _context.Acknowledgements.Peers = peers;
        _context.Seeker.Peers = [.. peers.Where(peer => !_context.Epochs.IsRemoved(peer))];
        if (fresh.Length > 0)
        {
            // A node that comes, or comes back, is compared with at once: waiting for a round would leave the two different for seconds.
            _replicator.SyncWith(fresh[_context.Random.Next(fresh.Length)]);
        }

        Finish();
    }

    public void Receive(NodeId from, IWireMessage message, TimeSpan now)
    {
        _context.Now = now;
        switch (message)
        {
            case BlockAsk ask when Quarantine is null && !_leaving.IsLeaving && !_context.Epochs.IsRemoved(from) && !_context.Replicas.HasLeft(from):
                if (!IsUnheard)
                {
                    _asks.Receive(from, ask);
                }

                break;
            case BlockAnswer answer:
                Apply(_replicator.Apply(from, answer.Delta));
                _context.Seeker.Receive(from, answer, now);
                break;
            default:
                if (!_epochs.Receive(from, message))
                {
                    Apply(_replicator.Receive(from, message));
                }

                break;
        }

        Finish();
    }

    /// <summary>Another member's membership says that this node was removed (R12).</summary>
    public void ToldRemoved(NodeId by, TimeSpan now)
    {
        _context.Now = now;
        _epochs.ToldRemoved(by);
        Finish();
    }

    /// <summary>Takes a request; its answer is a <see cref="Effect.Reply"/> under the same number, now or later.</summary>
    public void Request(long request, IMeshRequest asked, TimeSpan now)
    {
        _context.Now = now;
        if (Quarantine is { } reason && asked is not (GetMeshView or GetAddressSpace or GetEpoch))
        {
            Outbox.Refuse(request, reason);
        }
        else if (_context.Replicas.HasLeft(Self) && asked is not (LeaveMesh or GetMeshView or GetAddressSpace or GetEpoch))
        {
            Outbox.Refuse(request, "this host has left the mesh: to come back, run 'meshnet join'");
        }
        else if (_leaving.IsLeaving && asked is RequestPool or RequestAddress or CreateNetwork or AttachContainer)
        {
            Outbox.Refuse(request, "this host is leaving the mesh: use another host");
        }
        else if (MustWait(asked))
        {
            _deferred.Add((request, asked, now + _context.Settings.RequestTimeout));
        }
        else
        {
            Dispatch(request, asked);
        }

        Finish();
    }

    public void Tick(TimeSpan now)
    {
        _context.Now = now;
        _replicator.Tick(now);
        _context.Seeker.Tick(now);
        _context.Acknowledgements.Tick();
        _context.Books.Tick(now);
        _tombstones.Tick();
        _epochs.Tick();
        if (Quarantine is null && !_leaving.IsLeaving)
        {
            _shares.Tick(IsSynced);
        }

        Finish();
    }

    private void Dispatch(long request, IMeshRequest asked)
    {
        switch (asked)
        {
            case RequestPool pool: _pools.Request(request, pool); break;
            case ReleasePool pool: _pools.Release(request, pool); break;
            case RequestAddress address: _addresses.Request(request, address); break;
            case ReleaseAddress address: _addresses.Release(request, address); break;
            case BindNetwork network: _networks.Bind(request, network); break;
            case NameNetwork network: _networks.Name(request, network); break;
            case UnbindNetwork network: _networks.Unbind(request, network); break;
            case CreateNetwork network: _networks.Create(request, network); break;
            case CloseNetwork network: _networks.Close(request, network); break;
            case BindAddress endpoint: _endpoints.Create(request, endpoint); break;
            case JoinEndpoint endpoint: _endpoints.Join(request, endpoint); break;
            case DescribeEndpoint endpoint: _endpoints.Describe(request, endpoint); break;
            case DeleteEndpoint endpoint: _endpoints.Delete(request, endpoint); break;
            case AttachContainer container: _endpoints.Attach(request, container); break;
            case ReconcileEngine listing: Reconcile(request, listing); break;
            case LeaveMesh: _leaving.Request(request); break;
            case RemoveNodes removal: _epochs.Request(request, removal); break;
            case GetEpoch: Outbox.Reply(request, _epochs.Report()); break;
            case GetAddressSpace space: Outbox.Reply(request, AddressSpaceReporter.Report(_context, space)); break;
            case GetMeshView: Outbox.Reply(request, View); break;
            default: throw new ArgumentException($"no part of the brain takes a {asked.GetType().Name}", nameof(asked));
        }
    }

    /// <summary>
    /// A container may be started on a network a moment after it was created, before the engine's event has told its name: the start
    /// waits for the name, from its address on.
    /// </summary>
    private bool MustWait(IMeshRequest asked) => asked switch
    {
        BindAddress endpoint => _networks.Find(endpoint.EngineNetworkId) is { Draft: not null },
        RequestAddress { ForGateway: false } address => IsUnheard || _networks.IsDraft(address.PoolId),
        RequestPool or CreateNetwork or AttachContainer => IsUnheard,
        _ => false,
    };

    private bool IsUnheard => _echo.IsUnheard(IsSynced);

    private void Reconcile(long request, ReconcileEngine listing)
    {
        _endpoints.Reconcile(listing);
        _networks.Reconcile(listing.Networks, listing.ListedAt);
        _pools.DropStale();
        Outbox.Reply(request, Acknowledged.Instance);
    }

    /// <summary>Lets every part of the brain follow changed records, of whichever log.</summary>
    private void Apply(IReadOnlyList<RecordChange> changes)
    {
        foreach (RecordChange change in changes)
        {
            try
            {
                _epochs.Apply(change);
                if (!_epochs.Hides(change))
                {
                    _context.Table.Apply(change);
                    _context.Owners.Apply(change);
                }
            }
            catch (WireFormatException error)
            {
                Outbox.Warn($"record {change.Key} of {_context.Table.NameOf(change.Owner)} cannot be read ({error.Message}): it is kept and passed on");
            }
        }

        foreach (RecordChange change in changes.Where(change => change.Owner != Self && (change.New is not null || change.Key == RecordKey.Node)))
        {
            if (change.New is null)
            {
                _leaving.TakeBack(change.Owner);
            }
            else if (change.Key.Kind == RecordKind.Grant && change.Key.NodeId == Self)
            {
                _epochs.TakeGrants(change.Owner);
            }
            else if (change.Key.Kind == RecordKind.GrantTaken && change.Key.NodeId == Self)
            {
                _epochs.SettleGrants(change.Owner);
            }
            else if (change.Key.Kind is RecordKind.Leaving or RecordKind.Epoch or RecordKind.EstateTaken)
            {
                _leaving.Inherit(change.Owner);
            }
        }
    }

    /// <summary>
    /// Ends an input: makes its writes visible, takes the steps that follow from them, and pushes everything as one delta.
    /// </summary>
    private void Finish()
    {
        Apply(_context.Journal.TakeChanges());
        Advance();
        RetryDeferred();
        while (_context.Journal.TakeChanges() is { Count: > 0 } more)
        {
            Apply(more);
            Advance();
        }

        if (_context.Journal.TakeDelta() is { } delta)
        {
            _replicator.PushOwn(delta);
        }
    }

    private void Advance()
    {
        _epochs.Advance();
        if (_epochs.Removed is { } removed)
        {
            _echo.Retire(removed);
        }

        if (!_context.Replicas.HasLeft(Self))
        {
            _closing.Advance();
            _leaving.Advance();
        }

        _context.Acknowledgements.Advance(_context.Now);
    }

    private void RetryDeferred()
    {
        foreach ((long Request, IMeshRequest Asked, TimeSpan Deadline) waiting in _deferred.ToArray())
        {
            if (Quarantine is { } reason)
            {
                _deferred.Remove(waiting);
                Outbox.Refuse(waiting.Request, reason);
            }
            else if (!MustWait(waiting.Asked))
            {
                _deferred.Remove(waiting);
                Dispatch(waiting.Request, waiting.Asked);
            }
            else if (_context.Now >= waiting.Deadline)
            {
                _deferred.Remove(waiting);
                Outbox.Refuse(waiting.Request, "Docker has not told meshnet the name of this network: see 'meshnet status' whether Docker can be reached, then try again");
            }
        }
    }

    private void Load(ReadBucket read)
    {
        foreach (NodeLog log in MeshLoader.LoadReplicas(Self, read))
        {
            _context.Replicas.Load(log);
        }

        _context.Ledger.Load();
        _epochs.Load(read);
        _echo.Load(read);
        foreach (NodeLog log in _context.Replicas.Logs)
        {
            Apply([.. log.Entries.Where(entry => entry.Value is not null).Select(entry => new RecordChange(log.Owner, entry.Key, null, entry.Value))]);
        }

        MeshLoader.LoadLocal(_context, read, _networks, _pools, _endpoints);
        _addresses.Load();
        Finish();
    }
}
