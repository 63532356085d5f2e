namespace MeshNet.Node.Names;

/// <summary>What to do with a query that came in.</summary>
internal enum QueryOutcome
{
    /// <summary>The reply is written: send it.</summary>
    Reply,

    /// <summary>Nothing is sent.</summary>
    Silence,

    /// <summary>Somebody else is asked: <see cref="SandboxResolver.ForwardAsync"/>.</summary>
    Forward,
}
