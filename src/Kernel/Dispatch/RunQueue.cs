using System.Diagnostics.CodeAnalysis;
using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>What wants a turn, in no order but the generator's.</summary>
internal sealed class RunQueue(SplitMix64 random)
{
    private readonly List<IThreadPoolWorkItem> _ready = [];
    private readonly Dictionary<ActorSystemImpl, List<IThreadPoolWorkItem>> _paused = [];
    private SplitMix64 _random = random;

    public int Count => _ready.Count;

    public void Add(IThreadPoolWorkItem work)
    {
        if (_paused.Count > 0 && work is IOwnedWork owned && _paused.TryGetValue(owned.System, out var waiting)) waiting.Add(work);
        else _ready.Add(work);
    }

    public bool TryTake([NotNullWhen(true)] out IThreadPoolWorkItem? work)
    {
        var last = _ready.Count - 1;
        if (last < 0)
        {
            work = null;
            return false;
        }

        var index = last == 0 ? 0 : _random.Next(last + 1);
        work = _ready[index];
        _ready[index] = _ready[last];
        _ready.RemoveAt(last);
        return true;
    }

    public void RemoveAll(ActorSystemImpl system)
    {
        _ready.RemoveAll(work => work is IOwnedWork owned && ReferenceEquals(owned.System, system));
        _paused.Remove(system);
    }

    public bool IsPaused(ActorSystemImpl system) => _paused.ContainsKey(system);

    public void Pause(ActorSystemImpl system)
    {
        if (!_paused.TryAdd(system, [])) return;
        var held = _ready.FindAll(work => work is IOwnedWork owned && ReferenceEquals(owned.System, system));
        _ready.RemoveAll(held.Contains);
        _paused[system].AddRange(held);
    }

    public void Resume(ActorSystemImpl system)
    {
        if (_paused.Remove(system, out var held)) _ready.AddRange(held);
    }
}
