namespace MeshNet.Actors.Tests;

public sealed class ErrandTests : ActorTestKit
{
    [Fact]
    public void A_defect_is_told_as_a_failure_and_nothing_is_begun_again()
    {
        TestProbe peer = CreateTestProbe("peer");
        IActorRef errand = Sys.ActorOf(Made.By(() => new Clumsy(peer.Ref, TestActor)));
        Watch(errand);
        RunUntilIdle();
        peer.ExpectMsg("a question");

        errand.Tell(Acknowledged.Instance);
        RunUntilIdle();

        Assert.Contains("the sky fell", ExpectMsg<string>(), StringComparison.Ordinal);
        ExpectMsg<Terminated>();
        peer.ExpectNoMsg(TimeSpan.FromMinutes(1));
    }

    private sealed class Clumsy(IActorRef peer, IActorRef caller) : Errand(TimeSpan.FromSeconds(5))
    {
        protected override void Begin() =>
            Ask<Acknowledged>(peer, "a question", _ => throw new InvalidOperationException("the sky fell"));

        protected override void Fail(string reason)
        {
            caller.Tell(reason);
            Finish();
        }
    }
}
