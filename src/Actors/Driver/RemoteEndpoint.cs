using System.Net;
using MeshNet.Messages;

namespace MeshNet.Actors.Driver;

/// <summary>What this host's kernel has to know of a container on another host.</summary>
/// <param name="Vtep">The underlay address of that host.</param>
public sealed record RemoteEndpoint(EndpointId Endpoint, MacAddress Mac, IPAddress Vtep);
