using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Ownership;

/// <summary>
/// The addresses of one network that this host has given out (R4). Each change is written with the input that made it: after a crash of the
/// daemon the book is what Docker was told. A power cut ends the containers too, so a change needs no sync of its own (R6).
/// </summary>
public sealed class AddressBook
{
    private readonly SpaceId _space;
    private readonly FreeSpace _free;
    private readonly MeshSettings _settings;
    private readonly Outbox _outbox;
    private readonly SortedDictionary<uint, AddressState> _states = [];

    /// <summary>Addresses whose hold is over, longest ago first: they are used again only when nothing fresh is left.</summary>
    private readonly LinkedList<uint> _released = [];

    private uint _cursor;
    private TimeSpan _nextHoldEnd = TimeSpan.Zero;

    public AddressBook(SpaceId space, Block subnet, uint gateway, FreeSpace free, MeshSettings settings, Outbox outbox)
    {
        Subnet = subnet;
        Gateway = gateway;
        _space = space;
        _free = free;
        _settings = settings;
        _outbox = outbox;
        _free.Use(Block.Single(subnet.Start));
        _free.Use(Block.Single(subnet.Last));
        _free.Use(Block.Single(gateway));
    }

    public Block Subnet { get; }

    public uint Gateway { get; private set; }

    public IReadOnlyDictionary<uint, AddressState> States => _states;

    /// <summary>Network, broadcast and gateway address: no container gets them.</summary>
    public bool IsSpecial(uint address) => address == Subnet.Start || address == Subnet.Last || address == Gateway;

    /// <summary>Docker settled on another gateway (<c>--gateway</c>), before the network exists.</summary>
    public void MoveGateway(uint gateway)
    {
        if (Gateway != Subnet.Start && Gateway != Subnet.Last)
        {
            _free.Unuse(Block.Single(Gateway));
        }

        Gateway = gateway;
        _free.Use(Block.Single(gateway));
    }

    public AddressState? State(uint address) => _states.GetValueOrDefault(address);

    /// <summary>A free address out of our own blocks: one never used if there is one, else the one released longest ago.</summary>
    public uint? FindFree()
    {
        foreach (uint address in _released)
        {
            _free.Use(Block.Single(address));
        }

        Block? fresh = _free.FindFree(32, _cursor);
        foreach (uint address in _released)
        {
            _free.Unuse(Block.Single(address));
        }

        if (fresh is { } block)
        {
            return block.Start;
        }

        foreach (uint address in _released)
        {
            if (_free.IsFree(Block.Single(address)))
            {
                return address;
            }
        }

        return null;
    }

    public void Reserve(uint address, TimeSpan now)
    {
        _released.Remove(address);
        _cursor = address + 1;
        Set(address, new(AddressPhase.Reserved, default, now + _settings.ReservationTimeout));
    }

    public void Bind(uint address, EndpointId endpoint) => Set(address, new(AddressPhase.Bound, endpoint, TimeSpan.Zero));

    /// <summary>Ends a reservation or a binding: the address rests before it is used again.</summary>
    public void Hold(uint address, TimeSpan now)
    {
        Set(address, new(AddressPhase.Held, default, now + _settings.HoldTime));
        _nextHoldEnd = now + _settings.HoldTime < _nextHoldEnd ? now + _settings.HoldTime : _nextHoldEnd;
    }

    /// <summary>Takes over what the disk held. Holds and reservations start their time again: the old clock means nothing now.</summary>
    public void Load(uint address, AddressPhase phase, EndpointId endpoint, TimeSpan now)
    {
        TimeSpan until = phase == AddressPhase.Held ? now + _settings.HoldTime : now + _settings.ReservationTimeout;
        _states[address] = new(phase, endpoint, until);
        _free.Use(Block.Single(address));
    }

    /// <summary>
    /// Ends holds. Reservations are ended by the code that knows Docker's list, because an IPAM-only user keeps them for ever.
    /// </summary>
    public void Tick(TimeSpan now)
    {
        if (_states.Count == 0 || now < _nextHoldEnd)
        {
            return;
        }

        uint[] over = [.. _states.Where(pair => pair.Value.Phase == AddressPhase.Held && pair.Value.Until <= now).Select(pair => pair.Key)];
        foreach (uint address in over)
        {
            _states.Remove(address);
            _free.Unuse(Block.Single(address));
            _released.AddLast(address);
            _outbox.WriteLater(Buckets.Address, AddressRows.Key(_space, address), null);
        }

        TimeSpan[] holds = [.. _states.Values.Where(state => state.Phase == AddressPhase.Held).Select(state => state.Until)];
        _nextHoldEnd = holds.Length > 0 ? holds.Min() : TimeSpan.MaxValue;
    }

    /// <summary>Forgets all rows, when the network is gone.</summary>
    public void Clear()
    {
        foreach (uint address in _states.Keys)
        {
            _outbox.WriteLater(Buckets.Address, AddressRows.Key(_space, address), null);
        }

        _states.Clear();
        _released.Clear();
    }

    private void Set(uint address, AddressState state)
    {
        _states[address] = state;
        _free.Use(Block.Single(address));
        _outbox.WriteForHost(Buckets.Address, AddressRows.Key(_space, address), AddressRows.Value(state));
    }
}

/// <summary>Where an address of ours stands (R4): free → reserved → bound → held → free.</summary>
public enum AddressPhase : byte
{
    /// <summary>Docker has asked for it and not yet made an endpoint of it.</summary>
    Reserved = 1,

    /// <summary>An endpoint has it.</summary>
    Bound = 2,

    /// <summary>Released a moment ago: neither reused nor given away until its time is over.</summary>
    Held = 3,
}

/// <param name="Endpoint">Whose it is while it is bound.</param>
/// <param name="Until">When a reservation lapses or a hold ends.</param>
public sealed record AddressState(AddressPhase Phase, EndpointId Endpoint, TimeSpan Until);
