namespace Akka.Event;

/// <summary>A message whose loss is nothing to tell about.</summary>
public interface IDeadLetterSuppression;
