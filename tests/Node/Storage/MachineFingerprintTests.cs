using MeshNet.Node.Storage;

namespace MeshNet.Node.Tests.Storage;

public sealed class MachineFingerprintTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public MachineFingerprintTests()
    {
        Write("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
        Write("sys/class/dmi/id/product_uuid", "4c4c4544-0000-1000-8000-000000000001\n");
        Disk("vda", serial: "disk-1");
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public void One_machine_is_the_same_at_each_start()
    {
        string first = Read();

        Assert.Equal(first, Read());
        Assert.Matches("^[0-9a-f]{32}$", first);
    }

    [Theory]
    [InlineData("etc/machine-id", "ffffffffffffffffffffffffffffffff\n")]
    [InlineData("sys/class/dmi/id/product_uuid", "4c4c4544-0000-1000-8000-000000000002\n")]
    [InlineData("sys/block/vda/serial", "disk-2\n")]
    public void A_copy_differs_in_whichever_part_was_made_anew(string file, string content)
    {
        string original = Read();

        Write(file, content);

        Assert.NotEqual(original, Read());
    }

    [Fact]
    public void Disks_that_come_and_go_change_nothing()
    {
        string before = Read();

        Disk("loop0", serial: "");
        Disk("sdb", serial: "aaa-stick", removable: "1");
        Disk("vdb", serial: "disk-2");

        Assert.Equal(before, Read());
    }

    [Fact]
    public void The_serial_is_found_where_the_other_kind_of_driver_shows_it()
    {
        string virtio = Read();
        File.Delete(Path.Combine(_root.Path, "sys/block/vda/serial"));
        string none = Read();
        Write("sys/block/vda/device/serial", "disk-1\n");

        Assert.Equal(virtio, Read());
        Assert.NotEqual(virtio, none);
    }

    [Fact]
    public void A_machine_that_shows_nothing_has_a_fingerprint_too()
    {
        using TemporaryDirectory empty = new();

        Assert.Matches("^[0-9a-f]{32}$", MachineFingerprint.Read(empty.Path));
        Assert.NotEqual(Read(), MachineFingerprint.Read(empty.Path));
    }

    private string Read() => MachineFingerprint.Read(_root.Path);

    private void Disk(string name, string serial, string removable = "0")
    {
        Write($"sys/block/{name}/removable", removable + "\n");
        Write($"sys/block/{name}/serial", serial + "\n");
    }

    private void Write(string file, string content)
    {
        string path = Path.Combine(_root.Path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
