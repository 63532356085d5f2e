namespace Akka.Actor;

/// <summary>A message that does not count as activity: it leaves the running receive timeout alone.</summary>
public interface INotInfluenceReceiveTimeout;
