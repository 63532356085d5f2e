namespace MeshNet.Actors.Driver;

/// <summary>Delays that double from a minimum to a maximum, and start over after a success.</summary>
internal sealed class BackOff(TimeSpan least, TimeSpan most)
{
    private TimeSpan? _next;

    public TimeSpan Next()
    {
        TimeSpan delay = _next ?? least;
        _next = delay + delay < most ? delay + delay : most;
        return delay;
    }

    public void Reset() => _next = null;
}
