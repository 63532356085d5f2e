namespace MeshNet.Actors;

/// <summary>The dispatchers that a system which runs these actors must define, beside Akka's default one.</summary>
public static class Dispatchers
{
    /// <summary>Its threads may wait: for the disk, for netlink, for a command. Those of the default dispatcher are there to answer others.</summary>
    public const string Blocking = "meshnet.blocking-dispatcher";
}

/// <summary>An actor whose handlers wait for the disk or for Linux, and which therefore runs on <see cref="Dispatchers.Blocking"/>.</summary>
public interface IBlocks;
