using Akka.Actor;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class SelectionTests : DeterministicTestKit
{
    public SelectionTests()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent()), "parent");
        foreach (var name in new[] { "one", "two" })
        {
            parent.Tell((Props.Create(() => new Echo()), name));
            ExpectMsg<IActorRef>();
        }
    }

    [Theory]
    [InlineData("/user/parent/one")]
    [InlineData("akka://test/user/parent/one")]
    [InlineData("parent/one")]
    [InlineData("parent/two/../one")]
    [InlineData("/user/*/one")]
    [InlineData("/user/parent/o?e")]
    public void A_path_leads_to_the_actor(string path)
    {
        Sys.ActorSelection(path).Tell("hello");

        ExpectMsg("hello");
        Assert.Equal("one", LastSender.Path.Name);
        ExpectNoMsg();
    }

    [Fact]
    public void A_pattern_leads_to_all_that_fit()
    {
        Sys.ActorSelection("/user/parent/*").Tell("hello");

        ReceiveN(2);
        ExpectNoMsg();
    }

    [Fact]
    public void A_path_to_nobody_makes_a_dead_letter()
    {
        EventFilter.DeadLetter<string>().ExpectOne(() => Sys.ActorSelection("/user/nobody").Tell("hello"));
    }

    [Fact]
    public void ResolveOne_gives_the_reference()
    {
        var resolved = Await(Sys.ActorSelection("/user/parent/two").ResolveOne(TimeSpan.FromSeconds(1)));

        Assert.Equal("akka://test/user/parent/two", resolved.Path.ToString());
    }

    [Fact]
    public void ResolveOne_fails_when_nobody_is_there()
    {
        var resolving = Sys.ActorSelection("/user/nobody").ResolveOne(TimeSpan.FromSeconds(1));

        Assert.Throws<ActorNotFoundException>(() => Await(resolving));
    }

    [Fact]
    public void Actors_of_other_systems_cannot_be_selected() =>
        Assert.Throws<ArgumentException>(() => Sys.ActorSelection("akka://other/user/parent"));
}
