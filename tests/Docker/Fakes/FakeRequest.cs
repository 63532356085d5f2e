namespace MeshNet.Docker.Tests.Fakes;

internal sealed record FakeRequest(string Method, string Target, string Body)
{
    public string Line => $"{Method} {Target}";
}
