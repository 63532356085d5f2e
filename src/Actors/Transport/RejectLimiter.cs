namespace MeshNet.Actors.Transport;

/// <summary>At most this many rejects a second: a hint for people who type tokens, not an echo for those who flood.</summary>
internal sealed class RejectLimiter
{
    private const int PerSecond = 10;

    private TimeSpan _secondBegan;
    private int _inSecond;

    public bool TryTake(TimeSpan now)
    {
        if (now - _secondBegan >= TimeSpan.FromSeconds(1))
        {
            _secondBegan = now;
            _inSecond = 0;
        }

        return ++_inSecond <= PerSecond;
    }
}
