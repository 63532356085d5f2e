namespace MeshNet.Lab.Tests;

/// <summary>What the lab's scripts say to a wrong word, without a lab.</summary>
public sealed class ScriptTests
{
    private static readonly string Scripts = Path.Combine(DockerLab.RepositoryRoot(), "lab");

    public static TheoryData<string> Names =>
        new("up", "down", "docker", "exec", "meshnet", "cut", "heal", "stop", "start", "crash", "boot", "demo");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_script_explains_itself(string name)
    {
        string help = (await Command.Run(Path.Combine(Scripts, name), ["--help"])).Output;
        Assert.StartsWith($"usage: lab/{name}", help);
        Assert.Contains("--prefix", help);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_script_refuses_a_prefix_that_is_too_long_for_link_names(string name)
    {
        (await Command.Run(Path.Combine(Scripts, name), ["--prefix", "much-too-long-", "1"])).Complains("prefix");
    }

    [Theory]
    [InlineData("0", "'0' is not a number of hosts")]
    [InlineData("many", "'many' is not a number of hosts")]
    [InlineData("--underlay=ipx", "'ipx' is not an underlay")]
    [InlineData("--mtu=100", "'100' is not an MTU")]
    [InlineData("--fast", "unknown option --fast")]
    public async Task Up_names_what_is_wrong_and_makes_nothing(string argument, string expected)
    {
        (await Command.Run(Path.Combine(Scripts, "up"), ["--prefix", "bad-", argument])).Complains(expected);
        Assert.False(Directory.Exists("/var/tmp/bad-lab"));
    }

    [Fact]
    public async Task Two_do_not_make_one_lab_at_once()
    {
        const string Lock = "/run/lock/two-lab";
        try
        {
            // As another lab/up would: .NET takes the same kind of lock for a file that it shares with nobody.
            await using FileStream held = new(Lock, FileMode.Create, FileAccess.Write, FileShare.None);
            held.Write("4242\n"u8);
            held.Flush();

            (await Command.Run(Path.Combine(Scripts, "up"), ["--prefix", "two-"])).Complains("process 4242", "'two-'", "--prefix");
            Assert.False(Directory.Exists("/var/tmp/two-lab"));
        }
        finally
        {
            File.Delete(Lock);
        }
    }

    [Fact]
    public async Task A_command_without_a_lab_says_how_to_get_one()
    {
        (await Command.Run(Path.Combine(Scripts, "docker"), ["--prefix", "none-", "1", "ps"])).Complains("lab/up");
    }
}
