namespace MeshNet.Actors.Tests.DockerEvents;

public sealed class ReviveTests : EngineTestKit
{
    private const string PluginMissing = "failed to create endpoint web on network demo: plugin \"meshnet\" not found";

    public ReviveTests() => Engine.Networks.Add(Mesh.Engine(Mesh.EngineId('a'), "demo", Mesh.Net(7)));

    [Theory]
    [InlineData("always", "demo", PluginMissing, true)]
    [InlineData("unless-stopped", "demo", PluginMissing, true)]
    [InlineData("no", "demo", PluginMissing, false)]
    [InlineData("on-failure", "demo", PluginMissing, false)]
    [InlineData("always", "bridge", PluginMissing, false)]
    [InlineData("always", "demo", "", false)]
    [InlineData("always", "demo", "OCI runtime create failed: exec: \"nothing\": executable file not found in $PATH", false)]
    public void Only_what_should_run_and_failed_for_the_network_is_started(string policy, string mode, string error, bool started)
    {
        Stopped(policy, mode, error);
        Start();
        Assert.Equal(started, Engine.Calls.Contains("start c"));
        Assert.Equal(started, Status.Notices.Any(notice => notice.StartsWith("container web was started", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_start_that_fails_again_is_repeated_a_bounded_number_of_times()
    {
        Stopped("always", "demo", PluginMissing);
        Engine.Refusals["start c"] = "remote: network demo is full";
        Start();
        Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(5, Engine.Calls.Count(call => call == "start c"));
        Assert.Equal("container web should perhaps be running, but could not be started: remote: network demo is full", Assert.Single(Status.Notices));
    }

    [Fact]
    public void Later_lists_start_nothing_and_a_new_connection_does()
    {
        Start();
        Stopped("always", "demo", PluginMissing);
        Advance(TimeSpan.FromMinutes(2));
        Assert.DoesNotContain("start c", Engine.Calls);

        Do(Engine.Die);
        Engine.Away = false;
        Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("start c", Engine.Calls);
    }

    [Fact]
    public void A_container_that_is_starting_this_moment_is_looked_at_again_without_a_word()
    {
        Stopped("always", "demo", PluginMissing);
        Engine.Refusals["inspect c"] = "Docker did not answer within 2 s";
        Start();
        Assert.Empty(Status.Notices);
        Engine.Refusals.Clear();
        Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("start c", Engine.Calls);
    }

    private void Stopped(string policy, string mode, string error)
    {
        Engine.Containers.Add(Mesh.Container('c', "web", running: false, mode: mode));
        Engine.Details[Mesh.EngineId('c')] = Mesh.Details('c', "web", process: 0) with { RestartPolicy = policy, StartError = error };
    }
}
