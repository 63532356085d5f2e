namespace MeshNet.Node.Plugin;

/// <summary>
/// A plugin call that is refused or failed. The message is what the user reads behind <c>Error response from daemon: remote:</c>,
/// so it is one plain sentence: what was wrong and what to do.
/// </summary>
public class PluginException : Exception
{
    public PluginException(string sentence, Exception? inner = null)
        : base(sentence, inner)
    {
    }
}

/// <summary>A plugin call whose request cannot be understood; nothing was done.</summary>
public sealed class PluginRequestException : PluginException
{
    public PluginRequestException(string sentence, Exception? inner = null)
        : base(sentence, inner)
    {
    }
}
