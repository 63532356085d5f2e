using Akka.Actor;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class NameAndPathTests : DeterministicTestKit
{
    [Fact]
    public void A_path_names_the_system_and_every_ancestor()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Echo()), "echo");

        Assert.Equal("akka://test/user/echo", actor.Path.ToString());
        Assert.Equal("/user/echo", actor.Path.ToStringWithoutAddress());
        Assert.Equal(["user", "echo"], actor.Path.Elements);
        Assert.Equal("akka://test/user", actor.Path.Parent.ToString());
    }

    [Fact]
    public void Names_are_given_to_those_that_have_none()
    {
        var parent = ActorOf(() => new Parent());
        var names = new List<string>();
        for (var i = 0; i < 66; i++)
        {
            parent.Tell(Props.Create(() => new Echo()));
            names.Add(ExpectMsg<IActorRef>().Path.Name);
        }

        Assert.Equal("$a", names[0]);
        Assert.Equal("$b", names[1]);
        Assert.Equal("$~", names[63]);
        Assert.Equal("$ab", names[64]);
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("$a")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a#b")]
    [InlineData("%4")]
    [InlineData("%zz")]
    public void A_malformed_name_is_refused(string name) =>
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new Echo()), name));

    [Theory]
    [InlineData("a")]
    [InlineData("Z9")]
    [InlineData("-_.*$+:@&=,!~';()\"")]
    [InlineData("a%20b")]
    public void Any_other_name_is_taken(string name) =>
        Assert.Equal(name, Sys.ActorOf(Props.Create(() => new Echo()), name).Path.Name);

    [Fact]
    public void Two_siblings_cannot_have_one_name()
    {
        Sys.ActorOf(Props.Create(() => new Echo()), "echo");

        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new Echo()), "echo"));
    }

    [Fact]
    public void Incarnations_share_the_path_but_are_not_equal()
    {
        var first = Sys.ActorOf(Props.Create(() => new Echo()), "echo");
        Sys.Stop(first);
        RunUntilIdle();

        var second = Sys.ActorOf(Props.Create(() => new Echo()), "echo");

        Assert.Equal(first.Path, second.Path);
        Assert.NotEqual(first, second);
        Assert.NotEqual(0, first.CompareTo(second));
    }

    [Fact]
    public void A_path_can_be_read_back()
    {
        var actor = ActorOf(() => new Echo());

        Assert.True(ActorPath.TryParse(actor.Path.ToStringWithUid(), out var path));
        Assert.Equal(actor.Path, path);
        Assert.Equal(actor.Path.Uid, path!.Uid);
        Assert.False(ActorPath.TryParse("no path", out _));
        Assert.False(ActorPath.TryParse("akka://test/user#x", out _));
    }

    [Fact]
    public void An_address_can_be_read_back()
    {
        var address = new Address("akka.tcp", "mesh", "10.0.0.1", 7947);

        Assert.Equal("akka.tcp://mesh@10.0.0.1:7947", address.ToString());
        Assert.Equal(address, Address.Parse(address.ToString()));
        Assert.Equal(new Address("akka", "mesh"), Address.Parse("akka://mesh"));
        Assert.False(Address.TryParse("mesh", out _));
        Assert.False(Address.TryParse("akka://mesh@host", out _));
        Assert.Throws<UriFormatException>(() => Address.Parse("akka://"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a.b")]
    [InlineData("ü")]
    public void A_system_with_a_malformed_name_is_refused(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => ActorSystem.Create(name, Dispatcher.Setup));
}
