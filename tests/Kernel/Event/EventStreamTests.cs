using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class EventStreamTests : DeterministicTestKit
{
    [Fact]
    public void A_subscriber_gets_the_type_and_its_subtypes()
    {
        Sys.EventStream.Subscribe<Animal>(TestActor);

        Sys.EventStream.Publish(new Dog());
        Sys.EventStream.Publish(new Stone());

        ExpectMsg<Dog>();
        ExpectNoMsg();
    }

    [Fact]
    public void Interfaces_are_channels_too()
    {
        Sys.EventStream.Subscribe<IBarks>(TestActor);

        Sys.EventStream.Publish(new Dog());

        ExpectMsg<Dog>();
    }

    [Fact]
    public void An_event_arrives_once_even_over_two_channels()
    {
        Sys.EventStream.Subscribe<Animal>(TestActor);
        Sys.EventStream.Subscribe<Dog>(TestActor);

        Sys.EventStream.Publish(new Dog());

        ExpectMsg<Dog>();
        ExpectNoMsg();
    }

    [Fact]
    public void Subscribing_and_unsubscribing_say_whether_they_changed_anything()
    {
        Assert.True(Sys.EventStream.Subscribe<Animal>(TestActor));
        Assert.False(Sys.EventStream.Subscribe<Animal>(TestActor));
        Assert.True(Sys.EventStream.Unsubscribe<Animal>(TestActor));
        Assert.False(Sys.EventStream.Unsubscribe<Animal>(TestActor));
        Assert.False(Sys.EventStream.Unsubscribe(TestActor));

        Sys.EventStream.Publish(new Dog());

        ExpectNoMsg();
    }

    [Fact]
    public void A_subscription_that_comes_after_the_first_event_of_a_type_counts_for_the_next()
    {
        Sys.EventStream.Publish(new Dog());
        Sys.EventStream.Subscribe<Animal>(TestActor);

        Sys.EventStream.Publish(new Dog());

        ExpectMsg<Dog>();
        ExpectNoMsg();
    }

    [Fact]
    public void A_stopped_subscriber_is_unsubscribed()
    {
        var echo = ActorOf(() => new Echo());
        Sys.EventStream.Subscribe<Animal>(echo);
        Sys.Stop(echo);
        RunUntilIdle();

        EventFilter.DeadLetter().Expect(0, () => Sys.EventStream.Publish(new Dog()));
    }

    private interface IBarks;

    private abstract record Animal;

    private sealed record Dog : Animal, IBarks;

    private sealed record Stone;
}
