using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Nftables;
using MeshNet.Linux.Processes;

namespace MeshNet.Node.Tests.Names;

/// <summary>A container's network namespace, kept where <c>ip netns</c> looks, so that real resolver programs can run in it.</summary>
internal sealed class TestSandbox : IDisposable
{
    private static readonly TimeSpan ToolTimeout = TimeSpan.FromSeconds(20);

    private readonly List<FakeResolver> _resolvers = [];
    private NetworkNamespace? _namespace;

    public TestSandbox(bool appears = true)
    {
        Name = $"mesht-names-{Guid.NewGuid():N}"[..28];
        Path = $"/run/netns/{Name}";
        if (appears)
        {
            Appear();
        }
    }

    public string Name { get; }

    public string Path { get; }

    public NetworkNamespace Namespace => _namespace ?? throw new InvalidOperationException($"{Name} has not appeared yet");

    public void Appear() => _namespace = NamespaceFile.Create(Path);

    public void Disappear() => NamespaceFile.Delete(Path);

    /// <summary>Docker's own resolver: random ports on 127.0.0.11, and Docker's rule that leads to them from port 53.</summary>
    public FakeResolver AddEngineResolver(Dictionary<string, string> addresses)
    {
        FakeResolver resolver = new(Namespace, "127.0.0.11", addresses);
        _resolvers.Add(resolver);
        NftablesRunner.Run($$"""
            add table ip docker
            delete table ip docker
            table ip docker {
                chain output {
                    type nat hook output priority -100; policy accept;
                    ip daddr 127.0.0.11 udp dport 53 dnat to {{resolver.EndPoint}}
                    ip daddr 127.0.0.11 tcp dport 53 dnat to {{resolver.StreamEndPoint}}
                }
            }

            """, Namespace);
        return resolver;
    }

    /// <summary>A cable from this namespace to another.</summary>
    public void Join(TestSandbox other, string address, string otherAddress)
    {
        Assert.Equal("", Execute("ip", "link", "add", "eth1", "type", "veth", "peer", "name", "eth1", "netns", other.Name).Error);
        foreach ((TestSandbox end, string endAddress) in new[] { (this, address), (other, otherAddress) })
        {
            Assert.Equal("", end.Execute("ip", "address", "add", endAddress, "dev", "eth1").Error);
            Assert.Equal("", end.Execute("ip", "link", "set", "eth1", "up").Error);
        }
    }

    /// <summary>Asks as a container does; the lines of <c>dig +short</c>.</summary>
    public string[] Dig(params string[] arguments) =>
        Execute("dig", [.. Server(arguments), "+short", "+tries=1", "+time=3", .. arguments]).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The status and the number of answers that dig's header shows, such as "NXDOMAIN 0".</summary>
    public string DigStatus(params string[] arguments)
    {
        string output = Execute("dig", ["@127.0.0.11", "+tries=1", "+time=3", .. arguments]).Output;
        return $"{Between(output, "status: ", ",")} {Between(output, "ANSWER: ", ",")}";
    }

    public CommandResult Execute(string program, params string[] arguments) =>
        Command.Run("ip", ["netns", "exec", Name, program, .. arguments], ToolTimeout);

    public string Tables() => Execute("nft", "list", "tables").Output;

    public void Dispose()
    {
        foreach (FakeResolver resolver in _resolvers)
        {
            resolver.Dispose();
        }

        _namespace?.Dispose();
        NamespaceFile.Delete(Path);
    }

    private static string[] Server(string[] arguments) =>
        arguments.Any(argument => argument.StartsWith('@')) ? [] : ["@127.0.0.11"];

    private static string Between(string text, string before, string after)
    {
        int start = text.IndexOf(before, StringComparison.Ordinal);
        if (start < 0)
        {
            return "none";
        }

        start += before.Length;
        return text[start..text.IndexOf(after, start, StringComparison.Ordinal)];
    }
}
