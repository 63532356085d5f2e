using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace MeshNet.Kernel.Tests;

public sealed class RealTimeTests : TestKit
{
    [Fact]
    public async Task The_implicit_sender_survives_an_await()
    {
        var echo = ActorOf(() => new Echo());
        Assert.Equal("asked", await echo.Ask<string>("asked", TimeSpan.FromSeconds(3)));

        echo.Tell("hello");

        ExpectMsg("hello");
    }
}
