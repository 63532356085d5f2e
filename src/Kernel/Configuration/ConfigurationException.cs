using Akka.Actor;

namespace Akka.Configuration;

/// <summary>Something is asked for that is not configured.</summary>
public class ConfigurationException(string message, Exception? cause = null) : AkkaException(message, cause);
