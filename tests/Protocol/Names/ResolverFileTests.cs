using MeshNet.Protocol.Names;

namespace MeshNet.Protocol.Tests.Names;

public sealed class ResolverFileTests
{
    private const string Original = "# Generated\nnameserver 192.0.2.1\nnameserver\t2001:db8::1\nsearch example.org\noptions edns0\n";

    private static readonly IPAddress Server = IPAddress.Parse("127.0.0.11");

    [Fact]
    public void Name_servers_are_read_in_their_order()
    {
        Assert.Equal(
            "192.0.2.1 2001:db8::1",
            string.Join(' ', ResolverFile.NameServers(Original + "nameserver\nnameserver nonsense\n#nameserver 192.0.2.9\n")));
        Assert.Empty(ResolverFile.NameServers(""));
    }

    [Fact]
    public void A_redirected_file_names_the_server_first_and_keeps_ipv4_servers_search_list_and_options()
    {
        string redirected = ResolverFile.Redirect(Original, Server);

        Assert.Equal("127.0.0.11 192.0.2.1", string.Join(' ', ResolverFile.NameServers(redirected)));
        string[] lines = redirected.Split('\n');
        Assert.Contains("search example.org", lines);
        Assert.Contains("options edns0", lines);
        Assert.Contains("options ndots:0", lines);
    }

    [Fact]
    public void A_number_of_dots_that_the_user_set_stays()
    {
        string redirected = ResolverFile.Redirect("nameserver 192.0.2.1\noptions edns0 ndots:2\n", Server);

        Assert.DoesNotContain("ndots:0", redirected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Original)]
    [InlineData("")]
    [InlineData("search example.org\n")]
    public void Redirecting_twice_is_redirecting_once_and_can_be_undone(string text)
    {
        string once = ResolverFile.Redirect(text, Server);

        Assert.Equal(once, ResolverFile.Redirect(once, Server));
        Assert.Equal(text, ResolverFile.Restore(once));
    }

    [Fact]
    public void A_file_that_was_not_redirected_is_not_changed_by_restoring()
    {
        Assert.Equal(Original, ResolverFile.Restore(Original));
        Assert.Equal("no end of line", ResolverFile.Restore("no end of line"));
    }
}
