namespace MeshNet.Node.Plugin;

/// <summary>The plugin's socket cannot be had; the message says why and what to do.</summary>
public sealed class PluginSocketException(string sentence, Exception? inner = null) : Exception(sentence, inner);
