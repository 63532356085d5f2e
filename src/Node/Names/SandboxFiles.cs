using System.Text.Json;
using System.Text.Json.Serialization;
using MeshNet.Actors.Names;

namespace MeshNet.Node.Names;

/// <summary>
/// One file for each endpoint, in the run directory: that outlives the daemon and not the boot, as the sandboxes do. Nothing is
/// synced, for after a power cut there is nothing to serve.
/// </summary>
public sealed class SandboxFiles(string directory) : ISandboxMemory
{
    private const string Extension = ".json";
    private const string ProcessPath = "/proc/";

    /// <summary>Requests that are not for the next daemon, only for the next actor if this one fails.</summary>
    private readonly SortedDictionary<EndpointId, ServeSandbox> _ofThisLife = [];

    public RememberedSandboxes Read()
    {
        ImmutableArray<ServeSandbox>.Builder requests = ImmutableArray.CreateBuilder<ServeSandbox>();
        requests.AddRange(_ofThisLife.Values);
        ImmutableArray<string>.Builder damaged = ImmutableArray.CreateBuilder<string>();
        string[] files = Directory.Exists(directory) ? Directory.GetFiles(directory) : [];
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            try
            {
                requests.Add(ReadOne(file));
            }
            catch (Exception exception) when (exception is JsonException or FormatException or OverflowException)
            {
                File.Delete(file);
                damaged.Add(
                    $"{file} could not be read ({exception.Message}) and was removed: "
                    + "restart or reconnect its container, so that it has names again");
            }
        }

        return new(requests.ToImmutable(), damaged.ToImmutable());
    }

    public void Remember(ServeSandbox request)
    {
        if (request.SandboxPath.StartsWith(ProcessPath, StringComparison.Ordinal))
        {
            Forget(request.Endpoint);
            _ofThisLife[request.Endpoint] = request;
            return;
        }

        _ofThisLife.Remove(request.Endpoint);
        Directory.CreateDirectory(directory);
        SandboxFile content = new(
            request.Endpoint.ToString(), request.Network.ToString(), request.SandboxPath, request.EngineResolver, request.ResolverFile);
        string file = FileOf(request.Endpoint);
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(content, SandboxJson.Default.SandboxFile));
        File.Move(file + ".new", file, overwrite: true);
    }

    public void Forget(EndpointId endpoint)
    {
        _ofThisLife.Remove(endpoint);
        string file = FileOf(endpoint);
        if (File.Exists(file))
        {
            File.Delete(file);
        }
    }

    private string FileOf(EndpointId endpoint) => Path.Combine(directory, endpoint + Extension);

    private static ServeSandbox ReadOne(string file)
    {
        SandboxFile content = JsonSerializer.Deserialize(File.ReadAllText(file), SandboxJson.Default.SandboxFile)
            ?? throw new JsonException("it is empty");
        return new(
            EndpointId.Parse(content.Endpoint),
            NetworkId.Parse(content.Network),
            content.Path,
            content.EngineResolver,
            content.ResolverFile);
    }
}

/// <summary>A request to serve names, as it is written down.</summary>
internal sealed record SandboxFile(string Endpoint, string Network, string Path, bool EngineResolver, string? ResolverFile);

[JsonSourceGenerationOptions(WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SandboxFile))]
internal sealed partial class SandboxJson : JsonSerializerContext;
