namespace Akka.Actor;

/// <summary>Something under way that can be called off.</summary>
public interface ICancelable
{
    bool IsCancellationRequested { get; }

    CancellationToken Token { get; }

    void Cancel();

    /// <param name="throwOnFirstException">False to let all callbacks of the token run before their failures are thrown together.</param>
    void Cancel(bool throwOnFirstException);

    void CancelAfter(TimeSpan delay);

    void CancelAfter(int millisecondsDelay);
}
