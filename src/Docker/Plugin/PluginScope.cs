namespace MeshNet.Docker.Plugin;

/// <summary>The two scopes that Docker knows for a driver.</summary>
public static class PluginScope
{
    public const string Local = "local";
    public const string Global = "global";
}
