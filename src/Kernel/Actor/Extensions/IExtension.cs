namespace Akka.Actor;

/// <summary>Something of which a system has exactly one.</summary>
public interface IExtension;
