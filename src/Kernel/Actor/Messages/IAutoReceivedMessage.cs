namespace Akka.Actor;

/// <summary>A message that the kernel handles before the actor sees it.</summary>
public interface IAutoReceivedMessage;
