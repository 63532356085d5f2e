using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Ownership;

namespace MeshNet.Protocol.Networks;

/// <summary>Single addresses for this host's containers, out of blocks that this host owns.</summary>
public sealed class AddressService(MeshContext context, PoolService pools)
{
    private readonly FirstAddresses _firsts = new(context);

    /// <summary>At start, when all networks are loaded.</summary>
    public void Load() => _firsts.Load();

    public void Request(long request, RequestAddress asked)
    {
        if (!PoolService.TryParse(asked.PoolId, out NetworkId id) || OpenBook(id) is not { } book)
        {
            context.Outbox.Refuse(request, $"meshnet does not know the pool {asked.PoolId}: its network was removed, or this host has not heard of it yet; try again");
        }
        else if (asked.ForGateway)
        {
            RequestGateway(request, id, book, asked.Address);
        }
        else
        {
            Reserve(id, book, asked.Address, (address, reason) =>
            {
                if (address is { } found)
                {
                    context.Outbox.Reply(request, new AddressGranted(found, book.Subnet));
                }
                else
                {
                    context.Outbox.Refuse(request, reason);
                }
            });
        }
    }

    public void Release(long request, ReleaseAddress asked)
    {
        if (PoolService.TryParse(asked.PoolId, out NetworkId id)
            && context.Books.Find(id) is { } book
            && book.State(asked.Address) is { } state
            && (state.Phase == AddressPhase.Reserved || context.Settings.Sabotage == Sabotage.ReleaseBoundAddresses))
        {
            book.Hold(asked.Address, context.Now);
        }

        context.Outbox.Reply(request, Acknowledged.Instance);
    }

    /// <summary>Reserves an address, of another host's block if need be, and calls <paramref name="done"/> with it or with a reason.</summary>
    public void Reserve(NetworkId id, AddressBook book, uint? wanted, Action<uint?, string> done)
    {
        if (_firsts.Wait(id, () => ReserveLater(id, book, wanted, done)))
        {
            return;
        }

        NetworkView? network = context.Table.Network(id);
        string name = network?.Record.Name is { Length: > 0 } known ? known : book.Subnet.ToString();
        if (network is { Closing: true })
        {
            done(null, $"network {name} is being removed: use another");
        }
        else if (network is { NameLoses: true })
        {
            done(null, $"network {name} ({book.Subnet}) was made on two hosts at once, and the other one stays: remove this one and use the other");
        }
        else if (context.Table.SubnetWinner(id) is { } winner)
        {
            done(null, $"network {name} ({book.Subnet}) overlaps network {winner.Record.Name} ({winner.Record.Subnet}), made on "
                + $"{context.Table.NameOf(winner.Creator)} at the same time, which stays: remove one of the two");
        }
        else if (wanted is { } address)
        {
            ReserveWanted(id, book, name, address, done);
        }
        else if (book.FindFree() is { } free)
        {
            book.Reserve(free, context.Now);
            done(free, "");
        }
        else
        {
            context.Seeker.Acquire(SpaceId.Of(id), null, 32, context.Now, refusal => ReserveFound(book, name, refusal, done));
        }
    }

    /// <summary>Says who has an address, as the donor's answer to a host that wants it.</summary>
    public string DescribeUse(NetworkId id, uint address)
    {
        string text = Ipv4.ToText(address);
        EndpointView? endpoint = context.Table.Network(id)?.Endpoints.Values.FirstOrDefault(view => view.Record.Address == address);
        if (endpoint is not null)
        {
            string name = endpoint.Record.Name.Length > 0 ? endpoint.Record.Name : "a container";
            return $"address {text} is in use by {name} on {context.Table.NameOf(endpoint.Owner)}";
        }

        string self = context.Table.NameOf(context.Self);
        return context.Books.Find(id) is not { } book ? $"{self} does not own address {text}"
            : book.IsSpecial(address) ? $"address {text} is reserved in every subnet: it is the gateway, the first or the last"
            : book.State(address)?.Phase switch
            {
                AddressPhase.Held => $"address {text} was released on {self} a moment ago and is not reused for {context.Settings.HoldTime.TotalSeconds:0} s",
                null => $"address {text} no longer belongs to {self}: try again",
                _ => $"address {text} is reserved on {self} for a container that is starting",
            };
    }

    private AddressBook? OpenBook(NetworkId id) =>
        context.Books.Find(id)
        ?? (context.Table.Network(id) is { Closing: false } network
            ? context.Books.Open(id, network.Record.Subnet, network.Record.Gateway, context.Now)
            : null);

    private void RequestGateway(long request, NetworkId id, AddressBook book, uint? wanted)
    {
        if (wanted is { } gateway && gateway != book.Gateway)
        {
            if (pools.Find(id) is not { } pool || !book.Subnet.Contains(gateway))
            {
                context.Outbox.Refuse(request, $"the gateway of {book.Subnet} is {Ipv4.ToText(book.Gateway)} on all hosts, not {Ipv4.ToText(gateway)}: leave out --gateway");
                return;
            }

            pools.MoveGateway(pool, gateway);
        }

        context.Outbox.Reply(request, new AddressGranted(book.Gateway, book.Subnet));
    }

    private void ReserveLater(NetworkId id, AddressBook book, uint? wanted, Action<uint?, string> done)
    {
        if (context.Books.Find(id) == book)
        {
            Reserve(id, book, wanted, done);
        }
        else
        {
            done(null, $"the network with the subnet {book.Subnet} was removed a moment ago");
        }
    }

    private void ReserveWanted(NetworkId id, AddressBook book, string name, uint address, Action<uint?, string> done)
    {
        if (!book.Subnet.Contains(address) || book.IsSpecial(address))
        {
            done(null, book.IsSpecial(address)
                ? DescribeUse(id, address)
                : $"address {Ipv4.ToText(address)} is outside {book.Subnet}, the subnet of network {name}");
            return;
        }

        bool ours = context.Ledger.Space(SpaceId.Of(id)).Covering(Block.Single(address)) is not null;
        AddressPhase? phase = book.State(address)?.Phase;
        if (ours && phase is null or AddressPhase.Held)
        {
            // The owner may take its own resting address up again: a restarted container asks for the one it had.
            book.Reserve(address, context.Now);
            done(address, "");
        }
        else if (ours || IsTaken(id, address))
        {
            done(null, DescribeUse(id, address));
        }
        else
        {
            context.Seeker.Acquire(SpaceId.Of(id), Block.Single(address), 32, context.Now, refusal =>
            {
                if (refusal is null)
                {
                    book.Reserve(address, context.Now);
                    done(address, "");
                }
                else
                {
                    done(null, refusal.StartsWith("address ", StringComparison.Ordinal)
                        ? refusal
                        : $"address {Ipv4.ToText(address)} of network {name} is not available: {refusal}");
                }
            });
        }
    }

    private void ReserveFound(AddressBook book, string name, string? refusal, Action<uint?, string> done)
    {
        if (refusal is null && book.FindFree() is { } found)
        {
            book.Reserve(found, context.Now);
            done(found, "");
        }
        else
        {
            done(null, $"network {name} ({book.Subnet}) has no free address: {refusal ?? "another container took the last one"}");
        }
    }

    private bool IsTaken(NetworkId id, uint address) =>
        context.Table.Network(id)?.Endpoints.Values.Any(endpoint => endpoint.Record.Address == address) == true;
}
