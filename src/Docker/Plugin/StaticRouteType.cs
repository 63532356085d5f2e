namespace MeshNet.Docker.Plugin;

/// <summary>How the destination of a route is reached; a number on the wire.</summary>
public enum StaticRouteType
{
    NextHop = 0,
    Connected = 1,
}
