using System.Text.RegularExpressions;
using MeshNet.Actors.Driver;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Hocon;
using MeshNet.Node.Configuration;
using MeshNet.Node.Transport;
using MeshNet.Protocol.Membership;
using MeshNet.Protocol.Mesh;

namespace MeshNet.Node.Tests.Configuration;

public sealed partial class ReferenceTests
{
    private static readonly HoconConfig Reference = SettingsLoader.LoadReference();

    [Fact]
    public void Every_key_of_the_reference_is_read_and_every_key_that_is_read_is_in_the_reference()
    {
        SettingsReader reader = new(Reference, "meshnet");

        SettingsLoader.Read(reader);

        Assert.Equal(Reference.LeafPaths().Order(StringComparer.Ordinal), reader.ReadPaths.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_references_values_are_the_ones_that_the_code_is_made_for()
    {
        MeshNetSettings settings = SettingsLoader.Read(Reference);

        Assert.Equal(SwimOptions.Default, settings.Membership);
        Assert.Equal(new MeshSettings(), settings.Mesh);
        Assert.Equal(new DriverSettings(), settings.Driver);
        Assert.Equal(new GatewaySettings(), settings.Egress.Bridges);
        Assert.Equal(new PacketNetworkOptions { Listen = settings.Packets.Listen }, settings.Packets);
        Assert.Equal((7947, 7948, "0.0.0.0:7947"), (settings.GossipPort, settings.VxlanPort, settings.Packets.Listen.ToString()));
        Assert.Equal(("127.0.0.1:8558", true, null),
            (settings.Management.Listen.ToString(), settings.Management.IsReadOnly, settings.Management.Token));
        Assert.Null(settings.Advertise);
        Assert.Null(settings.UnderlayMtu);
    }

    [Fact]
    public void The_nodes_example_is_accepted_as_it_is_and_with_every_line_in_force()
    {
        string text = File.ReadAllText(Path.Combine(RepositoryRoot(), "hocon", "node.conf"));
        string inForce = CommentedSetting().Replace(text, "$1");
        Assert.NotEqual(text, inForce);

        SettingsLoader.Read(Parse(text));
        MeshNetSettings settings = SettingsLoader.Read(Parse(inForce));

        Assert.Equal("192.168.205.10", settings.Advertise?.ToString());
        Assert.Equal(2, settings.Dns.Upstreams.Count);
        Assert.Equal(GatewayKind.MeshNet, settings.Egress.Gateway);
        Assert.False(settings.Management.IsReadOnly);
    }

    [Fact]
    public void The_lab_s_settings_are_accepted_and_leave_everything_that_a_lab_measures_as_it_is()
    {
        MeshNetSettings settings = SettingsLoader.Read(Parse(File.ReadAllText(Path.Combine(RepositoryRoot(), "hocon", "lab.conf"))));

        Assert.Equal(new MeshSettings(), settings.Mesh);
        Assert.Equal(SwimOptions.Default, settings.Membership);
        Assert.Equal(new DriverSettings(), settings.Driver);
    }

    [Fact]
    public void Every_setting_of_the_reference_says_what_it_is_for()
    {
        string[] lines = File.ReadAllLines(Path.Combine(RepositoryRoot(), "hocon", "reference.conf"));
        IEnumerable<string> silent = lines.Where((line, i) => line.Contains('=', StringComparison.Ordinal)
            && !line.TrimStart().StartsWith('#')
            && !IsExplained(lines, i));

        // What such a key is for is in its name, or in the line above that both share.
        Assert.Equal(["docker-socket = \"/var/run/docker.sock\""], silent.Select(line => line.Trim()));
    }

    /// <summary>A comment stands above it, or above the settings right before it, which it goes with.</summary>
    private static bool IsExplained(string[] lines, int index)
    {
        while (index > 0 && lines[index - 1].Contains('=', StringComparison.Ordinal) && !lines[index - 1].TrimStart().StartsWith('#'))
        {
            index--;
        }

        return index > 0 && lines[index - 1].TrimStart().StartsWith('#');
    }

    private static HoconConfig Parse(string text) => HoconReader.ParseString(text, new() { Fallback = Reference });

    private static string RepositoryRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MeshNet.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no MeshNet.sln above the tests");
        }

        return folder;
    }

    [GeneratedRegex("^( *)#(?=[a-z.-]+ = )", RegexOptions.Multiline)]
    private static partial Regex CommentedSetting();
}
