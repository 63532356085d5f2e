namespace Akka.Actor;

/// <summary>What a supervisor does with a child that failed.</summary>
public enum Directive
{
    /// <summary>Go on with the same instance; the failing message is lost.</summary>
    Resume = 0,

    /// <summary>Go on with a new instance and the same mailbox; the failing message is lost.</summary>
    Restart = 1,

    /// <summary>Fail in its place.</summary>
    Escalate = 2,

    Stop = 3,
}
