namespace MeshNet.Docker.Plugin;

/// <summary>A route that Docker puts into the container.</summary>
/// <param name="Destination">CIDR.</param>
/// <param name="RouteType">Via a next hop, or on the link.</param>
/// <param name="NextHop">An address, without prefix length; empty for a route on the link.</param>
public sealed record StaticRoute(string Destination, StaticRouteType RouteType, string NextHop);
