namespace MeshNet.Docker.Plugin;

/// <summary>A plugin call whose request cannot be understood; nothing was done.</summary>
public sealed class PluginRequestException : PluginException
{
    public PluginRequestException(string sentence, Exception? inner = null)
        : base(sentence, inner)
    {
    }
}
