namespace Akka.Actor;

/// <summary>Cancelled once; a token is made only if somebody asks for one.</summary>
public abstract class CancelableBase : ICancelable
{
    private CancellationTokenSource? _source;
    private int _cancelled;

    public bool IsCancellationRequested => Volatile.Read(ref _cancelled) == 1;

    public CancellationToken Token
    {
        get
        {
            if (_source is null) Interlocked.CompareExchange(ref _source, new CancellationTokenSource(), null);
            if (IsCancellationRequested) _source.Cancel();
            return _source.Token;
        }
    }

    public void Cancel() => Cancel(throwOnFirstException: false);

    public void Cancel(bool throwOnFirstException)
    {
        if (Interlocked.Exchange(ref _cancelled, 1) == 1) return;
        OnCancel();
        Volatile.Read(ref _source)?.Cancel(throwOnFirstException);
    }

    public abstract void CancelAfter(TimeSpan delay);

    public void CancelAfter(int millisecondsDelay) => CancelAfter(TimeSpan.FromMilliseconds(millisecondsDelay));

    private protected virtual void OnCancel()
    {
    }
}
