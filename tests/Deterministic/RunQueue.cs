using System.Diagnostics.CodeAnalysis;
using Akka.Dispatch;

namespace MeshNet.Deterministic;

/// <summary>What wants a turn, in no order but the generator's.</summary>
internal sealed class RunQueue(SplitMix64 random)
{
    private readonly List<(LoopDispatcher? Owner, IRunnable Work)> _ready = [];
    private SplitMix64 _random = random;

    public void Add(LoopDispatcher? owner, IRunnable work)
    {
        if (owner is { IsAbandoned: true })
        {
            return;
        }

        (owner?.Held ?? _ready).Add((owner, work));
    }

    public bool TryTake([NotNullWhen(true)] out IRunnable? work)
    {
        int last = _ready.Count - 1;
        if (last < 0)
        {
            work = null;
            return false;
        }

        int index = last == 0 ? 0 : _random.Next(last + 1);
        work = _ready[index].Work;
        _ready[index] = _ready[last];
        _ready.RemoveAt(last);
        return true;
    }

    public void RemoveAll(LoopDispatcher owner)
    {
        _ready.RemoveAll(one => one.Owner == owner);
        owner.Held = null;
    }

    public void Pause(LoopDispatcher owner)
    {
        if (owner.Held is null)
        {
            owner.Held = _ready.FindAll(one => one.Owner == owner);
            _ready.RemoveAll(one => one.Owner == owner);
        }
    }

    public void Resume(LoopDispatcher owner)
    {
        _ready.AddRange(owner.Held ?? []);
        owner.Held = null;
    }
}
