namespace MeshNet.Docker.Plugin;

/// <summary>A request that cannot be served without certain fields.</summary>
internal interface IPluginRequest
{
    /// <summary>The first of the indispensable fields that is empty, by its name on the wire; null when none is.</summary>
    string? MissingField { get; }
}
