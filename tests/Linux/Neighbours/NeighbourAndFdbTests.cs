using System.Diagnostics;
using System.Text.Json;
using MeshNet.Linux.Links;
using MeshNet.Linux.Neighbours;
using Xunit.Abstractions;
using static Tmds.Linux.LibC;

namespace MeshNet.Linux.Tests.Neighbours;

public sealed class NeighbourAndFdbTests(ITestOutputHelper output) : IDisposable
{
    private readonly TestNamespace? _host = Environment.IsPrivilegedProcess ? new TestNamespace("fdb") : null;

    private TestNamespace Host => _host!;

    public void Dispose() => _host?.Dispose();

    [PrivilegedTheory]
    [InlineData("10.0.0.2", "10.0.0.3")]
    [InlineData("fd00::2", "fd00::3")]
    public void Neighbours_are_what_ip_neigh_shows(string first, string second)
    {
        int vxlan = CreateVxlan("192.0.2.1");
        NeighbourEdit a = new(EditKind.Add, IPAddress.Parse(first), Mac(1));
        NeighbourEdit b = new(EditKind.Replace, IPAddress.Parse(second), Mac(2));
        Assert.Empty(Host.Netlink.Neighbours.Apply(vxlan, [a, b]));
        Assert.Equal([$"{first} {Mac(1)} PERMANENT", $"{second} {Mac(2)} PERMANENT"], ShownNeighbours(first));

        Assert.Empty(Host.Netlink.Neighbours.Apply(vxlan, [b with { Mac = Mac(3) }, a with { Kind = EditKind.Delete }]));
        Assert.Equal([$"{second} {Mac(3)} PERMANENT"], ShownNeighbours(first));
        Assert.Equal([new NeighbourEntry(IPAddress.Parse(second), Mac(3), true)], Permanent(vxlan));
    }

    [PrivilegedTheory]
    [InlineData("192.0.2.1", "192.0.2.2", "192.0.2.3")]
    [InlineData("2001:db8::1", "2001:db8::2", "2001:db8::3")]
    public void Fdb_entries_are_what_bridge_fdb_shows(string local, string first, string second)
    {
        int vxlan = CreateVxlan(local);
        IPAddress vtep1 = IPAddress.Parse(first), vtep2 = IPAddress.Parse(second);
        Assert.Empty(Host.Netlink.Fdb.Apply(vxlan,
        [
            new FdbEdit(EditKind.Add, Mac(1), vtep1),
            new FdbEdit(EditKind.Replace, Mac(2), vtep1),
            new FdbEdit(EditKind.Append, MacAddress.Zero, vtep1),
            new FdbEdit(EditKind.Append, MacAddress.Zero, vtep2),
        ]));
        string[] expected =
        [
            $"{MacAddress.Zero} {first} permanent", $"{MacAddress.Zero} {second} permanent",
            $"{Mac(1)} {first} permanent", $"{Mac(2)} {first} permanent",
        ];
        Assert.Equal(expected, ShownFdb());
        Assert.Equal(expected, Host.Netlink.Fdb.List(vxlan).Select(entry => $"{entry.Mac} {entry.Vtep} permanent").Order());

        Assert.Empty(Host.Netlink.Fdb.Apply(vxlan,
        [
            new FdbEdit(EditKind.Replace, Mac(1), vtep2),
            new FdbEdit(EditKind.Delete, Mac(2), vtep1),
            new FdbEdit(EditKind.Delete, MacAddress.Zero, vtep1),
        ]));
        Assert.Equal([$"{MacAddress.Zero} {second} permanent", $"{Mac(1)} {second} permanent"], ShownFdb());
    }

    [PrivilegedFact]
    public void A_late_deletion_does_not_remove_an_entry_that_points_elsewhere_by_now()
    {
        int vxlan = CreateVxlan("192.0.2.1");
        IPAddress before = IPAddress.Parse("192.0.2.2"), after = IPAddress.Parse("192.0.2.3");
        Host.Netlink.Fdb.Apply(vxlan, [new FdbEdit(EditKind.Replace, Mac(1), after)]);
        // The kernel takes it for a success, as nothing points there any more.
        Assert.Empty(Host.Netlink.Fdb.Apply(vxlan, [new FdbEdit(EditKind.Delete, Mac(1), before)]));
        Assert.Equal([$"{Mac(1)} 192.0.2.3 permanent"], ShownFdb());
    }

    [PrivilegedFact]
    public void Errors_inside_a_batch_are_told_one_by_one_and_stop_nothing()
    {
        int vxlan = CreateVxlan("192.0.2.1");
        IPAddress vtep = IPAddress.Parse("192.0.2.2");
        // Every seventh edit deletes what is not there, the last one included; several batches long.
        FdbEdit[] edits = Enumerable.Range(1, 1001)
            .Select(number => new FdbEdit(number % 7 == 0 ? EditKind.Delete : EditKind.Add, Mac(number), vtep))
            .ToArray();
        IReadOnlyList<BatchFailure<FdbEdit>> failures = Host.Netlink.Fdb.Apply(vxlan, edits);
        Assert.Equal(edits.Where(edit => edit.Kind == EditKind.Delete), failures.Select(failure => failure.Edit));
        Assert.All(failures, failure => Assert.Equal(ENOENT, failure.Error.Errno));
        Assert.Equal(1001 - 143, Host.Netlink.Fdb.List(vxlan).Count);
    }

    [PrivilegedFact]
    public void A_batch_of_nothing_but_errors_fits_the_receive_buffer()
    {
        int vxlan = CreateVxlan("192.0.2.1");
        IEnumerable<FdbEdit> edits = Enumerable.Range(1, 2000).Select(number => new FdbEdit(EditKind.Delete, Mac(number), IPAddress.Parse("192.0.2.2")));
        Assert.Equal(2000, Host.Netlink.Fdb.Apply(vxlan, edits).Count);
        Assert.NotNull(Host.Netlink.Links.Find(vxlan));
    }

    [PrivilegedFact]
    public void Deleting_what_is_not_there_is_refused_with_its_name()
    {
        int vxlan = CreateVxlan("192.0.2.1");
        BatchFailure<FdbEdit> failure = Assert.Single(
            Host.Netlink.Fdb.Apply(vxlan, [new FdbEdit(EditKind.Delete, Mac(1), IPAddress.Parse("192.0.2.2"))]));
        Assert.Equal($"delete fdb {Mac(1)} dst 192.0.2.2: No such file or directory (ENOENT)", failure.Error.Message);
    }

    [PrivilegedFact]
    public void An_entry_that_exists_is_refused_in_the_kernels_words_when_it_is_added_again()
    {
        int vxlan = CreateVxlan("192.0.2.1");
        FdbEdit edit = new(EditKind.Add, Mac(1), IPAddress.Parse("192.0.2.2"));
        Host.Netlink.Fdb.Apply(vxlan, [edit]);
        BatchFailure<FdbEdit> failure = Assert.Single(Host.Netlink.Fdb.Apply(vxlan, [edit]));
        Assert.StartsWith($"add fdb {Mac(1)} dst 192.0.2.2: File exists (EEXIST)", failure.Error.Message);
    }

    [PrivilegedFact]
    public void Ten_thousand_entries_of_each_table_are_programmed_and_read_back()
    {
        int vxlan = CreateVxlan("192.0.2.1");
        IPAddress vtep = IPAddress.Parse("192.0.2.2");
        FdbEdit[] fdb = Enumerable.Range(1, 10_000).Select(number => new FdbEdit(EditKind.Replace, Mac(number), vtep)).ToArray();
        NeighbourEdit[] neighbours = Enumerable.Range(1, 10_000)
            .Select(number => new NeighbourEdit(EditKind.Replace, new IPAddress([10, 1, (byte)(number >> 8), (byte)number]), Mac(number)))
            .ToArray();
        // The first round also compiles the code.
        Host.Netlink.Fdb.Apply(vxlan, fdb);
        Timed("fdb entries replaced", () => Assert.Empty(Host.Netlink.Fdb.Apply(vxlan, fdb)));
        Timed("neighbours replaced", () => Assert.Empty(Host.Netlink.Neighbours.Apply(vxlan, neighbours)));
        Timed("fdb entries listed", () => Assert.Equal(10_000, Host.Netlink.Fdb.List(vxlan).Count));
        Timed("neighbours listed", () => Assert.Equal(10_000, Permanent(vxlan).Count()));
        Timed("fdb entries deleted", () =>
            Assert.Empty(Host.Netlink.Fdb.Apply(vxlan, fdb.Select(edit => edit with { Kind = EditKind.Delete }))));
        Assert.Empty(ShownFdb());
    }

    /// <summary>Without what the kernel makes for its own multicast groups.</summary>
    private IEnumerable<NeighbourEntry> Permanent(int vxlan) =>
        Host.Netlink.Neighbours.List(vxlan).Where(entry => entry.IsPermanent);

    private static MacAddress Mac(int number) => MacAddress.LocallyAdministered((ulong)number);

    private void Timed(string what, Action action)
    {
        Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();
        action();
        output.WriteLine($"10,000 {what} in {clock.Elapsed.TotalMilliseconds:F1} ms: {10_000 / clock.Elapsed.TotalSeconds:N0}/s");
    }

    private int CreateVxlan(string local)
    {
        Host.Netlink.Links.CreateVxlan(
            new NewLink { Name = "mnvx0", Up = true }, VxlanSettings.Create(7, IPAddress.Parse(local), 7948));
        return Host.Netlink.Links.Get("mnvx0").Index;
    }

    private string[] ShownNeighbours(string address) =>
    [
        .. Host.ExecuteJson("ip", address.Contains(':') ? "-6" : "-4", "-j", "neigh", "show", "dev", "mnvx0", "nud", "permanent")
            .Select(entry => $"{Text(entry, "dst")} {Text(entry, "lladdr")} {entry.GetProperty("state")[0]}")
            .Order(),
    ];

    private string[] ShownFdb() =>
    [
        .. Host.ExecuteJson("bridge", "-j", "fdb", "show", "dev", "mnvx0")
            .Select(entry => $"{Text(entry, "mac")} {Text(entry, "dst")} {Text(entry, "state")}")
            .Order(),
    ];

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();
}
