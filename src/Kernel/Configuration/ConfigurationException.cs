using Akka.Actor;

namespace Akka.Configuration;

/// <summary>Something is configured wrongly, or asked for that is not configured.</summary>
public class ConfigurationException : AkkaException
{
    public ConfigurationException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>The message begins with the place: <c>file:line:column: what is wrong</c>.</summary>
    public ConfigurationException(ConfigOrigin origin, string message, Exception? cause = null)
        : base($"{origin}: {message}", cause) => Origin = origin;

    /// <summary>Where the mistake is; null when it is in no text.</summary>
    public ConfigOrigin? Origin { get; }
}
