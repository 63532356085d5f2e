using System.Net;
using MeshNet.Messages;

namespace MeshNet.Actors.Transport;

/// <summary>To the transport: seal this and send it to an address, whoever is there.</summary>
public sealed record SendToAddress(IPEndPoint To, IWireMessage Message);
