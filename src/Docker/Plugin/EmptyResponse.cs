namespace MeshNet.Docker.Plugin;

/// <summary>Success with nothing to tell: Docker takes an empty body for an error, so it is <c>{}</c>.</summary>
internal sealed record EmptyResponse;
