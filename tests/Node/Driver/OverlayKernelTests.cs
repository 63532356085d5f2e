using MeshNet.Actors.Driver;
using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Overlay;
using MeshNet.Node.Driver;
using OverlayLinks = MeshNet.Actors.Driver.OverlayLinks;
using OverlayReport = MeshNet.Actors.Driver.OverlayReport;
using RemoteEndpoint = MeshNet.Actors.Driver.RemoteEndpoint;

namespace MeshNet.Node.Tests.Driver;

/// <summary>The driver's edge on a real kernel: one host in a namespace of its own.</summary>
public sealed class OverlayKernelTests : IDisposable
{
    private static readonly NetworkId Network = new(0xd);
    private static readonly OverlayLink Link = new(EndpointId.Parse("0123456789abcdef0123456789abcdef"), Address(2), Mac(2));
    private static readonly string Name = OverlayLinks.NameOf(Link.Endpoint);

    private static readonly NetworkPlan Plan = new(
        Network,
        "demo",
        new Block(Address(0), 24),
        4097,
        IPAddress.Parse("192.0.2.1"),
        1450,
        [Link.Endpoint],
        Remotes(3, 4),
        [],
        ImmutableSortedDictionary<EndpointId, string>.Empty);

    private readonly string _directory = $"/run/mn-t-{Guid.NewGuid():N}";
    private readonly TestNamespace _host;
    private readonly OverlayKernel _kernel;

    public OverlayKernelTests()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            _host = null!;
            _kernel = null!;
            return;
        }

        _host = new TestNamespace("host");
        _kernel = Open();
    }

    [PrivilegedFact]
    public void Nothing_is_listed_and_nothing_found_on_a_fresh_host()
    {
        Assert.Empty(_kernel.List());
        Assert.Equal(OverlayReport.Nothing, _kernel.Inspect(Network));
        Assert.Equal(OverlayReport.Nothing, _kernel.RemoveLink(Network, Name));
        Assert.Equal(OverlayReport.Nothing, _kernel.Delete(Network));
    }

    [PrivilegedFact]
    public void An_overlay_is_made_once_and_adopted_without_an_edit_by_the_next_life_of_the_daemon()
    {
        OverlayReport made = _kernel.Reconcile(Plan);
        Assert.Empty(made.Faults);
        Assert.True(made.Edits > 4);
        Assert.Empty(_kernel.PrepareLink(Plan, Link).Faults);
        using OverlayKernel next = Open();

        Assert.Equal([Network], next.List());
        OverlayReport report = next.Reconcile(Plan);

        Assert.Equal(0, report.Edits);
        Assert.Empty(report.Faults);
        Assert.Equal([new OverlayPort(Name, IsWaiting: true)], report.Ports.AsEnumerable());
    }

    [PrivilegedFact]
    public void A_change_touches_the_entries_it_names()
    {
        _kernel.Reconcile(Plan);
        NetworkPlan next = Plan with { Remotes = Remotes(4, 5) };

        OverlayReport report = _kernel.Change(next, NetworkChange.Between(Plan, next));

        Assert.Empty(report.Faults);
        Assert.Equal(4, report.Edits);
        Assert.Equal(0, _kernel.Reconcile(next).Edits);
    }

    [PrivilegedFact]
    public void A_waiting_veth_is_no_longer_waiting_once_a_sandbox_has_taken_it()
    {
        using Sandbox sandbox = new("cont");
        _kernel.Reconcile(Plan);
        Assert.Equal(1, _kernel.PrepareLink(Plan, Link).Edits);
        Assert.Equal(0, _kernel.PrepareLink(Plan, Link).Edits);

        _host.Execute("ip", "link", "set", Name, "netns", $"{sandbox.ProcessId}", "name", "eth0");

        Assert.Equal([new OverlayPort(Name, IsWaiting: false)], _kernel.Inspect(Network).Ports.AsEnumerable());
        Assert.Contains(Mac(2).ToString(), sandbox.Inside.Execute("ip", "link", "show", "eth0"), StringComparison.Ordinal);
    }

    [PrivilegedFact]
    public void A_container_is_attached_by_its_process_under_the_first_free_name()
    {
        using Sandbox sandbox = new("cont");
        sandbox.Inside.Execute("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "other");
        _kernel.Reconcile(Plan);

        Assert.Equal(1, _kernel.AttachLink(Plan, Link, sandbox.ProcessId).Edits);
        Assert.Equal(0, _kernel.AttachLink(Plan, Link, sandbox.ProcessId).Edits);

        string shown = sandbox.Inside.Execute("ip", "address", "show", "eth1");
        Assert.Contains("10.0.0.2/24", shown, StringComparison.Ordinal);
        Assert.Contains("mtu 1450", shown, StringComparison.Ordinal);
        Assert.Contains(",UP", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("eth2", sandbox.Inside.Execute("ip", "link"), StringComparison.Ordinal);
    }

    [PrivilegedFact]
    public void A_process_that_is_gone_is_a_fault_with_the_kernels_words()
    {
        _kernel.Reconcile(Plan);

        KernelFault fault = Assert.Single(_kernel.AttachLink(Plan, Link, int.MaxValue).Faults);

        Assert.Equal((KernelObject.Link, Name), (fault.Object, fault.Key));
        Assert.Contains("ENOENT", fault.Words, StringComparison.Ordinal);
    }

    [PrivilegedFact]
    public void A_vni_that_another_network_has_is_a_fault_of_the_overlay_with_the_kernels_words()
    {
        _kernel.Reconcile(Plan);

        KernelFault fault = Assert.Single(_kernel.Reconcile(Plan with { Network = new NetworkId(0xe) }).Faults);

        Assert.Equal(KernelObject.Overlay, fault.Object);
        Assert.Contains("A VXLAN device with the specified VNI already exists", fault.Words, StringComparison.Ordinal);
        _kernel.Delete(new NetworkId(0xe));
    }

    [PrivilegedFact]
    public void Hand_made_damage_is_found_and_mended()
    {
        _kernel.Reconcile(Plan);
        _kernel.PrepareLink(Plan, Link);
        Hidden("bridge", "fdb", "flush", "dev", OverlayNames.Vxlan);
        Hidden("ip", "neigh", "flush", "dev", OverlayNames.Vxlan, "nud", "permanent");
        Hidden("ip", "link", "delete", OverlayNames.Bridge);

        OverlayReport report = _kernel.Reconcile(Plan);

        Assert.Empty(report.Faults);
        Assert.True(report.Edits >= 5);
        Assert.Contains($"created {OverlayNames.Bridge}", report.Details);
        Assert.Contains(OverlayNames.Bridge, Hidden("ip", "link", "show", Name), StringComparison.Ordinal);
        Assert.Equal(0, _kernel.Reconcile(Plan).Edits);
    }

    [PrivilegedFact]
    public void A_namespace_whose_file_was_removed_is_mounted_again_with_all_that_is_in_it()
    {
        _kernel.Reconcile(Plan);
        _kernel.PrepareLink(Plan, Link);
        NamespaceFile.Delete(HiddenPath);

        OverlayReport report = _kernel.Reconcile(Plan);

        Assert.Equal([$"mounted namespace {HiddenPath} again"], report.Details.AsEnumerable());
        Assert.Equal([Name], report.Ports.Select(port => port.Name));
    }

    [PrivilegedFact]
    public void A_link_that_somebody_deletes_is_told_at_once()
    {
        List<NetworkId> told = [];
        using IDisposable watch = _kernel.Watch(network =>
        {
            lock (told)
            {
                told.Add(network);
            }
        });
        _kernel.Reconcile(Plan);

        Hidden("ip", "link", "delete", OverlayNames.Bridge);

        Assert.True(Eventually.Holds(() =>
        {
            lock (told)
            {
                return told.Contains(Network);
            }
        }), "the deletion was not told");
    }

    [PrivilegedFact]
    public void Deletion_leaves_nothing()
    {
        string before = _host.Execute("ip", "-brief", "link");
        _kernel.Reconcile(Plan);
        _kernel.PrepareLink(Plan, Link);

        Assert.Equal(1, _kernel.RemoveLink(Network, Name).Edits);
        Assert.Empty(_kernel.Delete(Network).Faults);

        Assert.Equal(before, _host.Execute("ip", "-brief", "link"));
        Assert.Empty(_kernel.List());
        Assert.True(_kernel.Reconcile(Plan).Succeeded, "the VNI is not free again");
    }

    public void Dispose()
    {
        if (_host is null)
        {
            return;
        }

        foreach (NetworkId network in _kernel.List())
        {
            _kernel.Delete(network);
        }

        _kernel.Dispose();
        _host.Dispose();
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private string HiddenPath => $"{_directory}/{Network}";

    private OverlayKernel Open() => new(new OverlayHost(NetworkNamespace.Open(_host.Path), _directory), udpPort: 7948);

    private string Hidden(params string[] command) => _host.Execute("nsenter", [$"--net={HiddenPath}", .. command]);

    private static uint Address(int number) => (10u << 24) + (uint)number;

    private static MacAddress Mac(int number) => MacAddress.LocallyAdministered((ulong)number);

    private static ImmutableSortedDictionary<uint, RemoteEndpoint> Remotes(params int[] numbers) =>
        numbers.ToImmutableSortedDictionary(
            Address, number => new RemoteEndpoint(new EndpointId((UInt128)number), Mac(number), IPAddress.Parse("192.0.2.2")));
}
