using System.Collections.Frozen;

namespace MeshNet.Node.Plugin;

/// <summary>
/// The protocol without its transport: a path and a body in, a status and a body out. Never fails, except when it is cancelled.
/// </summary>
public sealed class PluginDispatcher
{
    private const int Ok = 200;
    private const int NotFound = 404;

    private readonly FrozenDictionary<string, PluginMethod> _methods;
    private readonly Action<string, Exception> _onDefect;

    /// <param name="handler">Does the work.</param>
    /// <param name="onDefect">
    /// Told the method and the exception when the handler throws what is no <see cref="PluginException"/>: dockerd gets a
    /// sentence, and the stack trace belongs in the log.
    /// </param>
    public PluginDispatcher(IPluginHandler handler, Action<string, Exception> onDefect)
    {
        _methods = PluginMethods.Of(handler);
        _onDefect = onDefect;
    }

    /// <summary>Every method's name, in order.</summary>
    public IReadOnlyList<string> Methods => [.. _methods.Keys.Order(StringComparer.Ordinal)];

    /// <param name="path">The request's path: a slash and the method.</param>
    /// <param name="body">The request's body as it came.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the answer any more.</param>
    public async Task<PluginReply> DispatchAsync(string path, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        string name = path.TrimStart('/');
        if (!_methods.TryGetValue(name, out PluginMethod? method))
        {
            return PluginReply.Failure(NotFound, $"MeshNet's plugin has no method {Shorten(name)}.");
        }

        try
        {
            return new(Ok, await method.InvokeAsync(body, cancellationToken));
        }
        catch (PluginException refusal)
        {
            return PluginReply.Refusal(name, refusal.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception defect)
        {
            _onDefect(name, defect);
            return PluginReply.Refusal(name, $"MeshNet failed in {name} ({FirstLine(defect.Message)}); see the daemon's log, and try again.");
        }
    }

    private static string FirstLine(string text) => text.AsSpan().TrimStart().EnumerateLines() is var lines && lines.MoveNext()
        ? lines.Current.ToString()
        : text;

    private static string Shorten(string name)
    {
        const int Shown = 80;
        return name.Length <= Shown ? name : $"{name[..Shown]}…";
    }
}
