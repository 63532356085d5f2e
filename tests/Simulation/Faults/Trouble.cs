using MeshNet.Simulation.Edges;
using MeshNet.Simulation.Runs;

namespace MeshNet.Simulation.Faults;

/// <summary>Lets the faults of a menu happen, and takes all of them back at the end.</summary>
internal sealed class Trouble(World world, Menu menu, Workload workload, SplitMix64 random)
{
    private readonly SortedDictionary<int, TimeSpan> _back = [];
    private readonly SplitVote? _splitVote = menu.Has(Fault.SplitVotes) ? new(world, workload, random.Child("split vote")) : null;
    private TimeSpan _nextSnapshot;
    private int _rolledBack;

    /// <summary>The weather of the whole run; the rest comes and goes.</summary>
    public void Begin()
    {
        int loss = menu.Has(Fault.Loss) ? 5 + random.Next(150) : 0;
        int delayMax = menu.Has(Fault.Reordering) ? 2 + random.Next(150) : 1;
        world.Underlay.Weather = new Weather(
            TimeSpan.FromMilliseconds(1),
            TimeSpan.FromMilliseconds(delayMax),
            loss,
            menu.Has(Fault.Doubles) ? 30 : 0,
            menu.Has(Fault.Doubles) ? 10 : 0,
            menu.Has(Fault.Corruption) ? 20 : 0);
        foreach (Host host in world.Hosts)
        {
            host.Plugin.RepliesLost = menu.Has(Fault.LostReplies) ? 50 : 0;
            host.Engine.IsSlow = menu.Has(Fault.SlowEngines);
            host.Engine.RepeatsLate = menu.Has(Fault.LateCalls);
            host.Disk.Lies = world.Broken.LyingDisks;
            host.Disk.ForgottenBucket = world.Broken.ForgottenBucket;
        }
    }

    /// <summary>Perhaps something happens now.</summary>
    public void Act()
    {
        foreach (int index in _back.Where(pair => pair.Value <= world.Now).Select(pair => pair.Key).ToArray())
        {
            _back.Remove(index);
            BringBack(world.Hosts[index]);
        }

        _splitVote?.Act();
        if (world.Now >= _nextSnapshot)
        {
            _nextSnapshot = world.Now + TimeSpan.FromSeconds(4);
            foreach (Host host in world.Members)
            {
                host.Disk.Sync();
                if (menu.Has(Fault.Rollbacks))
                {
                    host.TakeSnapshot();
                }
            }
        }

        if (random.Next(6) == 0)
        {
            Strike();
        }
    }

    private void Strike()
    {

        Host host = world.Hosts[random.Next(world.Hosts.Count)];
        if (host.HasLeft)
        {
            return;
        }

        if (!host.HasStarted)
        {
            host.Start();
            return;
        }

        switch (random.Next(15))
        {
            case 0 when menu.Has(Fault.Partitions): Partition(); break;
            case 1 when menu.Has(Fault.OneWayCuts): world.Underlay.Cut(host.Index, random.Next(world.Hosts.Count)); break;
            case 2: world.Underlay.HealCuts(); break;
            case 3 when menu.Has(Fault.Clogging): world.Underlay.Clogged[host.Index] = TimeSpan.FromMilliseconds(100 + random.Next(1500)); break;
            case 4: world.Underlay.Clogged.Clear(); break;
            case 5 when menu.Has(Fault.DaemonCrashes): Away(host, host.Crash); break;
            case 6 when menu.Has(Fault.PowerCuts): Away(host, host.LosePower); break;
            case 7 when menu.Has(Fault.Pauses): Away(host, host.Pause); break;
            case 8: Nudge(host); break;
            case 9 when menu.Has(Fault.CrashesInCommit): CutInCommit(host); break;
            case 10 when menu.Has(Fault.EngineCrashes): Away(host, host.Engine.Crash); break;
            case 11 when menu.Has(Fault.KernelDamage): Damage(host); break;
            case 12 when menu.Has(Fault.Leaving) && CanLeave(host): workload.Leave(host); break;
            case 14 when menu.Has(Fault.Removals) && CanLeave(host): Remove(host); break;
            case 13 when menu.Has(Fault.Rollbacks) && _rolledBack < RollbacksMax: Away(host, () => RollBack(host)); break;
        }
    }

    /// <summary>Everything is well again, and everybody is back.</summary>
    public void Heal()
    {
        world.Underlay.Weather = Weather.Calm;
        world.Underlay.HealCuts();
        world.Underlay.Clogged.Clear();
        _back.Clear();
        foreach (Host host in world.Hosts)
        {
            host.Plugin.RepliesLost = 0;
            host.Engine.IsSlow = false;
            host.Engine.RepeatsLate = false;
            host.Disk.Lies = false;
            host.Disk.Sync();
            host.Disk.CommitsUntilCrash = null;
            BringBack(host);
        }
    }

    /// <summary>A host of which nothing runs starts its daemon and its engine, in either order.</summary>
    private void BringBack(Host host)
    {
        if (host.HasLeft)
        {
            return;
        }

        host.Disk.IsFull = false;
        host.Engine.RefusesNetworks = false;
        host.Resume();
        bool engineFirst = random.Next(2) == 0;
        if (engineFirst && !host.Engine.IsUp)
        {
            host.Engine.Start();
        }

        host.Start();
        if (!host.Engine.IsUp)
        {
            host.Engine.Start();
        }
    }

    /// <summary>A majority stays, of those who vote before the late ones are admitted: without it nothing is decided any more.</summary>
    private bool CanLeave(Host host)
    {
        int voters = menu.Has(Fault.LateJoins) ? (world.Hosts.Count + 1) / 2 : world.Hosts.Count;
        int going = world.Hosts.Count(other => other.IsLeaving || other.IsCondemned || other.HasLeft);
        return host.IsKnown && !host.IsLeaving && !host.IsCondemned && going < (voters - 1) / 2;
    }

    /// <summary>Somebody removes a host, as dead as it may be, or two do so at once; or one that is off for good.</summary>
    private void Remove(Host host)
    {
        if (random.Next(3) == 0)
        {
            _back.Remove(host.Index);
            workload.RemoveForGood(host);
            return;
        }

        Host by = world.Hosts[random.Next(world.Hosts.Count)];
        workload.Remove(by, host);
        host.IsCondemned = true;
        Host other = world.Hosts[random.Next(world.Hosts.Count)];
        if (CanLeave(by) && random.Next(2) == 0)
        {
            workload.Remove(other, by);
            by.IsCondemned = true;
        }
        else
        {
            workload.Remove(other, host);
        }
    }

    /// <summary>A disk that was set back is found out by what others hold, as long as there are others whose disk was not (R9).</summary>
    private int RollbacksMax => world.Hosts.Count > 4 ? 2 : 1;

    private void RollBack(Host host)
    {
        host.Crash();
        if (host.RestoreSnapshot())
        {
            _rolledBack++;
        }
    }

    private void Partition()
    {
        ulong sides = random.NextUInt64();
        foreach (Host one in world.Hosts)
        {
            foreach (Host other in world.Hosts)
            {
                if (((sides >> (one.Index % 64)) & 1) != ((sides >> (other.Index % 64)) & 1))
                {
                    world.Underlay.Cut(one.Index, other.Index);
                }
            }
        }
    }

    private void Away(Host host, Action how)
    {
        if (host.IsUp && host.Engine.IsUp && !_back.ContainsKey(host.Index))
        {
            how();
            _back[host.Index] = world.Now + TimeSpan.FromMilliseconds(100 + random.Next(12_000));
        }
    }

    private void Nudge(Host host)
    {
        switch (random.Next(3))
        {
            case 0 when menu.Has(Fault.ClockJumps):
                host.JumpClock(TimeSpan.FromSeconds(random.Next(7200) - 3600));
                break;
            case 1 when menu.Has(Fault.FullDisks):
                host.Disk.IsFull = true;
                _back.TryAdd(host.Index, world.Now + TimeSpan.FromMilliseconds(100 + random.Next(5000)));
                break;
            case 2 when menu.Has(Fault.MirrorFailures):
                host.Engine.RefusesNetworks = true;
                _back.TryAdd(host.Index, world.Now + TimeSpan.FromMilliseconds(100 + random.Next(5000)));
                break;
        }
    }

    private void CutInCommit(Host host)
    {
        if (host.IsUp && !_back.ContainsKey(host.Index))
        {
            host.Disk.CommitsUntilCrash = random.Next(6);
            host.Disk.KeepsLastCommit = random.Next(2) == 0;
            _back[host.Index] = world.Now + TimeSpan.FromMilliseconds(3000 + random.Next(5000));
        }
    }

    private void Damage(Host host)
    {
        NetworkId[] networks = [.. host.Kernel.Overlays.Keys];
        if (networks.Length > 0)
        {
            host.Kernel.Damage(networks[random.Next(networks.Length)], wholeOverlay: random.Next(3) == 0);
        }
    }
}
