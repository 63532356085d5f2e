using System.Diagnostics.CodeAnalysis;

namespace Akka.Actor;

/// <summary>How an operation ended, as a message. A <see cref="Failure"/> that answers an Ask faults its task.</summary>
[SuppressMessage("Design", "CA1051", Justification = "Akka.NET has public fields here, and patterns bind to them.")]
[SuppressMessage("Design", "CA1052", Justification = "The base of its own nested cases.")]
public abstract class Status
{
    public sealed class Success(object status) : Status
    {
        public readonly object Status = status;

        public override string ToString() => $"Success: {Status}";
    }

    public sealed class Failure(Exception cause, object? state = null) : Status
    {
        public readonly Exception Cause = cause;
        public readonly object? State = state;

        public override string ToString() => $"Failure: {Cause.Message}";
    }
}
