namespace MeshNet.Actors.DockerEvents.Labels;

/// <summary>Docker's port bindings as what the gateway bridge publishes.</summary>
/// <param name="Errors">A sentence for each binding that cannot be published.</param>
public sealed record PublishedPorts(ImmutableArray<PublishedPort> Ports, ImmutableArray<string> Errors)
{
    /// <summary>The gateway bridge chooses a free one, as Docker does.</summary>
    private const string AnyPort = "0";

    public static PublishedPorts Read(ImmutableArray<EnginePort> bindings)
    {
        ImmutableArray<PublishedPort>.Builder ports = ImmutableArray.CreateBuilder<PublishedPort>();
        ImmutableArray<string>.Builder errors = ImmutableArray.CreateBuilder<string>();
        foreach (EnginePort binding in bindings)
        {
            if (Read(binding, out string? error) is { } port)
            {
                ports.Add(port);
            }
            else
            {
                errors.Add(error);
            }
        }
        return new(ports.ToImmutable(), errors.ToImmutable());
    }

    private static PublishedPort? Read(EnginePort binding, out string error)
    {
        error = "";
        string[] parts = binding.ContainerPort.Split('/');
        IPAddress? address = null;
        if (parts.Length > 2 || !TryPort(parts[0], out ushort inside) || inside == 0)
        {
            error = $"the container port '{binding.ContainerPort}' cannot be read";
        }
        else if (binding.HostAddress.Length != 0 && !IPAddress.TryParse(binding.HostAddress, out address))
        {
            error = $"the host address '{binding.HostAddress}' of port {binding.ContainerPort} cannot be read";
        }
        else if (!TryPort(binding.HostPort.Length == 0 ? AnyPort : binding.HostPort, out ushort outside))
        {
            error = $"port {binding.ContainerPort} has '{binding.HostPort}' as its host port: give one port, as in -p 8080:{parts[0]}";
        }
        else
        {
            return new(parts.Length == 2 ? parts[1] : "tcp", Everywhere(address) ? null : address, outside, inside);
        }

        return null;
    }

    private static bool Everywhere(IPAddress? address) => IPAddress.Any.Equals(address) || IPAddress.IPv6Any.Equals(address);

    private static bool TryPort(string text, out ushort port) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port);
}
