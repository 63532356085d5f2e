namespace MeshNet.Actors;

/// <summary>The dispatchers that a system which runs these actors must define, beside Akka's default one.</summary>
public static class Dispatchers
{
    /// <summary>Its threads may wait: for the disk, for netlink, for a command. Those of the default dispatcher are there to answer others.</summary>
    public const string Blocking = "meshnet.blocking-dispatcher";
}

/// <summary>A way to the disk or to Linux whose calls return when it is done. Only an actor that <see cref="IBlocks"/> may keep one.</summary>
public interface IBlockingEdge;

/// <summary>An actor whose handlers wait for the disk or for Linux. It runs on <see cref="Dispatchers.Blocking"/>.</summary>
public interface IBlocks;
