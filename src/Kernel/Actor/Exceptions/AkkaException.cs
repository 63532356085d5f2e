namespace Akka.Actor;

/// <summary>The root of what the kernel throws.</summary>
public abstract class AkkaException : Exception
{
    protected AkkaException(string? message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
