using System.Reflection;

namespace MeshNet.Node.Daemon;

/// <summary>The product's version, as the build stamped it.</summary>
public static class ProductVersion
{
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
