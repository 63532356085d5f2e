namespace MeshNet.Node.Transport;

/// <summary>Memory that all arriving messages share. Nobody has proved anything yet at that point, so it is bounded as a whole.</summary>
internal sealed class InboundBudget(long bytesMax)
{
    private long _used;

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= bytesMax)
        {
            return true;
        }

        Interlocked.Add(ref _used, -bytes);
        return false;
    }

    public void Return(int bytes) => Interlocked.Add(ref _used, -bytes);
}
