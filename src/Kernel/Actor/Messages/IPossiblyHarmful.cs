namespace Akka.Actor;

/// <summary>A message that could harm if strangers were allowed to send it.</summary>
public interface IPossiblyHarmful;
