using System.Text.Json;

namespace MeshNet.Node.Plugin;

/// <summary>What goes back to dockerd.</summary>
/// <param name="Status">HTTP status: 200 also for a refusal, 404 for a method that does not exist.</param>
/// <param name="Body">JSON, never empty.</param>
public sealed record PluginReply(int Status, ReadOnlyMemory<byte> Body)
{
    private const int Ok = 200;
    private const string IpamPrefix = "IpamDriver.";

    /// <summary>A call that was understood and not done, in the notation of the method's driver.</summary>
    /// <param name="method">For example <c>IpamDriver.RequestPool</c>.</param>
    /// <param name="sentence">What the user reads.</param>
    public static PluginReply Refusal(string method, string sentence) =>
        method.StartsWith(IpamPrefix, StringComparison.Ordinal)
            ? new(Ok, JsonSerializer.SerializeToUtf8Bytes(new(sentence), PluginJson.Default.IpamDriverError))
            : Failure(Ok, sentence);

    /// <summary>A call that did not reach a driver; with a status other than 200 Docker takes the words from <c>Err</c> for both.</summary>
    public static PluginReply Failure(int status, string sentence) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(new(sentence), PluginJson.Default.NetworkDriverError));
}
