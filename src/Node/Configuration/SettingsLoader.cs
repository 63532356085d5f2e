using Akka.Event;
using MeshNet.Hocon;
using MeshNet.Protocol.Membership;
using MeshNet.Protocol.Mesh;

namespace MeshNet.Node.Configuration;

/// <summary>
/// Loads the settings: the compiled-in reference.conf, over it the node's file, over that the command line. Throws
/// <see cref="HoconException"/> with file, line and column, key, value and what is allowed.
/// </summary>
public static class SettingsLoader
{
    /// <summary>Read when it is there and no other file is named.</summary>
    public const string DefaultFile = "/etc/meshnet/meshnet.conf";

    private const string Root = "meshnet";
    private const string Reference = "reference.conf";

    /// <param name="file">The file that <c>--config</c> names, which must exist; null: <see cref="DefaultFile"/> if it does.</param>
    /// <param name="overrides">From the command line; later ones override earlier ones.</param>
    public static MeshNetSettings Load(string? file, params IEnumerable<SettingOverride> overrides)
    {
        HoconConfig config = LoadReference();
        if (file is not null || File.Exists(DefaultFile))
        {
            config = HoconReader.ParseFile(file ?? DefaultFile, new() { Fallback = config });
        }

        foreach ((string key, string value, string source) in overrides)
        {
            config = HoconReader.FromValue($"{Root}.{key}", value, source).WithFallback(config);
        }

        return Read(config);
    }

    internal static HoconConfig LoadReference() => HoconReader.FromResource(Reference, typeof(SettingsLoader).Assembly);

    internal static MeshNetSettings Read(HoconConfig config)
    {
        SettingsReader reader = new(config, Root);
        MeshNetSettings settings = Read(reader);
        UnknownKeys.Refuse(config, Root, reader.ReadPaths);
        return settings;
    }

    internal static MeshNetSettings Read(SettingsReader root)
    {
        SettingsReader gossip = root.Section("gossip");
        SettingsReader driver = root.Section("driver");
        SwimOptions membership = MembershipSection.Read(root.Section("membership"));
        MeshSettings mesh = GossipSection.ReadMesh(gossip, root.Section("address-space"));
        int gossipPort = root.Port("gossip-port");
        int vxlanPort = root.Port("vxlan-port");
        if (vxlanPort == gossipPort)
        {
            throw root.Refuse("vxlan-port", $"any port but gossip-port, which is {gossipPort} as well");
        }

        IPAddress? advertise = root.Address("advertise");
        return new()
        {
            Advertise = advertise,
            GossipPort = gossipPort,
            VxlanPort = vxlanPort,
            StateDirectory = root.AbsolutePath("state-dir"),
            RunDirectory = root.AbsolutePath("run-dir"),
            DockerSocket = root.AbsolutePath("docker-socket"),
            PluginSocket = root.AbsolutePath("plugin-socket"),
            LogLevel = root.Choice(
                "log-level",
                ("debug", LogLevel.DebugLevel),
                ("info", LogLevel.InfoLevel),
                ("warning", LogLevel.WarningLevel),
                ("error", LogLevel.ErrorLevel)),
            UnderlayMtu = EdgeSections.ReadUnderlayMtu(driver),
            DatagramBytesMax = GossipSection.ReadDatagramBytes(gossip, membership.NewsBytesMax),
            Packets = GossipSection.ReadPackets(gossip, new IPEndPoint(ReadListenAddress(root, advertise), gossipPort)),
            Membership = membership,
            Mesh = mesh,
            Driver = EdgeSections.ReadDriver(driver),
            Dns = EdgeSections.ReadDns(root.Section("dns")),
            Egress = EdgeSections.ReadEgress(root.Section("egress"), mesh.AutomaticPool),
            Management = EdgeSections.ReadManagement(root.Section("management")),
        };
    }

    /// <summary>All addresses of the family in which the node is reached; IPv4 when that is left to the routes.</summary>
    private static IPAddress ReadListenAddress(SettingsReader root, IPAddress? advertise)
    {
        if (root.Address("listen-address") is not { } listen)
        {
            return advertise?.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        }

        return advertise is null || advertise.AddressFamily == listen.AddressFamily
            ? listen
            : throw root.Refuse("listen-address", $"an address of the same family as advertise, which is {advertise}");
    }
}

/// <summary>One setting from the command line.</summary>
/// <param name="Key">Below <c>meshnet</c>, for example <c>state-dir</c>.</param>
/// <param name="Value">As it would stand in a file, without quotes.</param>
/// <param name="Source">What error messages call it, for example <c>--state-dir</c>.</param>
public sealed record SettingOverride(string Key, string Value, string Source);
