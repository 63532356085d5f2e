namespace MeshNet.Actors.Names;

/// <summary>What the names remember beyond the daemon's end, so that a container that goes on running is served again.</summary>
public sealed partial class NamesActor
{
    private readonly SortedDictionary<EndpointId, ServeSandbox> _remembered = [];
    private string? _memoryTrouble;

    private void ReadMemory() => WithMemory("read", () =>
    {
        RememberedSandboxes found = _memory.Read();
        foreach (string sentence in found.Damaged)
        {
            _log.Warning("{0}", sentence);
        }

        foreach (ServeSandbox request in found.Requests)
        {
            _remembered[request.Endpoint] = request;
        }
    });

    private void Remember(ServeSandbox request)
    {
        _remembered.Remove(request.Endpoint);
        WithMemory("written", () => _memory.Remember(request));
    }

    private void ForgetMemory(EndpointId endpoint)
    {
        _remembered.Remove(endpoint);
        WithMemory("taken away", () => _memory.Forget(endpoint));
    }

    /// <summary>Serves again what an earlier daemon served and the first view still holds; the rest has ended meanwhile.</summary>
    private void TakeUpRemembered(MeshView view)
    {
        foreach (ServeSandbox request in _remembered.Values.ToList())
        {
            NetworkView? network = view.Networks.GetValueOrDefault(request.Network);
            if (network?.Endpoints.GetValueOrDefault(request.Endpoint)?.Owner == view.Self)
            {
                Want(request);
            }
            else
            {
                ForgetMemory(request.Endpoint);
            }
        }

        _remembered.Clear();
    }

    /// <summary>Names are served whether or not they can be remembered: a failure shows in the status until the next success.</summary>
    private void WithMemory(string what, Action action)
    {
        try
        {
            action();
            _memoryTrouble = null;
        }
        catch (IOException failure)
        {
            _memoryTrouble = $"the list of containers with names cannot be {what}, so they lose their names at the daemon's next start: "
                + failure.Message;
            _log.Error("{0}", _memoryTrouble);
        }
    }
}
