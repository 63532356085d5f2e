using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using MeshNet.Linux.Links;
using MeshNet.Linux.Namespaces;
using static Tmds.Linux.LibC;

namespace MeshNet.Linux.Tests.Namespaces;

public sealed class NetworkNamespaceTests
{
    [PrivilegedFact]
    public void A_new_namespace_has_nothing_but_a_loopback_that_is_up()
    {
        using TestNamespace host = new("ns");
        JsonElement[] links = host.ExecuteJson("ip", "-j", "link");
        // The kernel may add fallback tunnels of its own (sit0, ip6tnl0).
        Assert.Equal("lo", links[0].GetProperty("ifname").GetString());
        Assert.Contains("UP", links[0].GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
        Assert.Contains("127.0.0.1", host.Execute("ip", "-4", "addr", "show", "lo"));
    }

    [PrivilegedFact]
    public void The_file_can_be_opened_by_others_and_again_by_us()
    {
        using TestNamespace host = new("ns");
        using NetworkNamespace again = NetworkNamespace.Open(host.Path);
        Assert.Equal(host.Namespace.Inode, again.Inode);
        Assert.Equal($"net:[{again.Inode}]", host.Execute("readlink", "/proc/self/ns/net").Trim());
    }

    [PrivilegedFact]
    public void Creating_over_a_namespace_is_refused_and_leaves_it_alone()
    {
        using TestNamespace host = new("ns");
        IOException refusal = Assert.Throws<IOException>(() => NamespaceFile.Create(host.Path));
        Assert.Contains(host.Path, refusal.Message);
        using NetworkNamespace again = NetworkNamespace.Open(host.Path);
        Assert.Equal(host.Namespace.Inode, again.Inode);
    }

    [PrivilegedFact]
    public void A_file_left_by_a_crash_before_the_mount_is_taken_over()
    {
        string path = $"{TestNamespace.Directory}/mn-t-{Guid.NewGuid():N}";
        Directory.CreateDirectory(TestNamespace.Directory);
        File.WriteAllBytes(path, []);
        try
        {
            Assert.False(NamespaceFile.IsNamespace(path));
            SystemCallException refusal = Assert.Throws<SystemCallException>(() => NetworkNamespace.Open(path));
            Assert.Contains("holds no network namespace", refusal.Message);
            using NetworkNamespace created = NamespaceFile.Create(path);
            Assert.True(NamespaceFile.IsNamespace(path));
        }
        finally
        {
            NamespaceFile.Delete(path);
        }
        Assert.False(File.Exists(path));
    }

    [PrivilegedFact]
    public void Deleting_twice_is_no_error()
    {
        string path = $"{TestNamespace.Directory}/mn-t-{Guid.NewGuid():N}";
        NamespaceFile.Create(path).Dispose();
        NamespaceFile.Delete(path);
        NamespaceFile.Delete(path);
        Assert.DoesNotContain(path, File.ReadAllText("/proc/self/mountinfo"));
    }

    [PrivilegedFact]
    public void A_deleted_namespace_ends_even_where_another_mount_namespace_inherited_its_mount()
    {
        string path = $"{TestNamespace.Directory}/mn-t-{Guid.NewGuid():N}";
        NetworkNamespace created = NamespaceFile.Create(path);
        using Process holder = System.Diagnostics.Process.Start("unshare", ["--mount", "--propagation", "private", "sleep", "60"]);
        try
        {
            string mounts = $"/proc/{holder.Id}/mountinfo";
            Assert.True(Eventually.Holds(() =>
                File.ReadAllText($"/proc/{holder.Id}/comm").Trim() == "sleep" && File.ReadAllText(mounts).Contains(path)));
            created.Dispose();
            NamespaceFile.Delete(path);
            Assert.DoesNotContain(path, File.ReadAllText(mounts));
        }
        finally
        {
            holder.Kill();
            holder.WaitForExit();
        }
    }

    [PrivilegedFact]
    public void A_missing_file_is_named()
    {
        SystemCallException refusal = Assert.Throws<SystemCallException>(() => NetworkNamespace.Open("/run/mn-absent"));
        Assert.Equal("open network namespace /run/mn-absent: No such file or directory (ENOENT)", refusal.Message);
    }

    [PrivilegedFact]
    public void A_process_in_another_namespace_is_told_from_one_in_ours()
    {
        using TestNamespace host = new("ns");
        using NetworkNamespace current = NetworkNamespace.OpenCurrent();
        using NetworkNamespace own = NetworkNamespace.OpenOfProcess(Environment.ProcessId);
        Assert.Equal(current.Inode, own.Inode);
        Assert.NotEqual(current.Inode, host.Namespace.Inode);
        Assert.Equal(host.Namespace.Inode, host.Namespace.Run(() =>
        {
            using NetworkNamespace inside = NetworkNamespace.OpenCurrent();
            return inside.Inode;
        }));
    }

    [PrivilegedFact]
    public void What_a_function_throws_inside_comes_out()
    {
        using TestNamespace host = new("ns");
        Action fail = () => throw new InvalidOperationException("inside");
        Assert.Equal("inside", Assert.Throws<InvalidOperationException>(() => host.Namespace.Run(fail)).Message);
    }

    [PrivilegedFact]
    public async Task A_socket_made_in_a_namespace_stays_in_it()
    {
        using TestNamespace first = new("ns1");
        using TestNamespace second = new("ns2");
        using Socket server = first.Namespace.CreateSocket(AddressFamily.InterNetwork, SocketType.Dgram);
        using Socket stranger = second.Namespace.CreateSocket(AddressFamily.InterNetwork, SocketType.Dgram);
        using Socket client = first.Namespace.CreateSocket(AddressFamily.InterNetwork, SocketType.Dgram);
        server.Bind(new IPEndPoint(IPAddress.Loopback, 5353));
        // The same port is free in the other namespace.
        stranger.Bind(new IPEndPoint(IPAddress.Loopback, 5353));

        await client.SendToAsync(new byte[] { 42 }, server.LocalEndPoint!);
        byte[] received = new byte[8];
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(10));
        Assert.Equal(1, await server.ReceiveAsync(received, deadline.Token));
        Assert.Equal(42, received[0]);
        Assert.Equal(0, stranger.Available);
    }

    [PrivilegedFact]
    public void It_works_on_a_lab_host_where_run_is_a_private_tmpfs()
    {
        string path = $"/run/mn-t-{Guid.NewGuid():N}/netns/demo";
        // A thread's children inherit its mount namespace, so what it calls sees the same tmpfs.
        DedicatedThread.Run(() =>
        {
            SystemCallException.ThrowIfNegative(unshare(CLONE_NEWNS), "unshare mounts");
            SystemCallException.ThrowIfNegative(PathCalls.Mount("none", "/", null, MS_REC | MS_PRIVATE), "make mounts private");
            SystemCallException.ThrowIfNegative(PathCalls.Mount("none", "/run", "tmpfs", 0), "mount a tmpfs");
            using NetworkNamespace created = NamespaceFile.Create(path);
            using NetworkNamespace again = NetworkNamespace.Open(path);
            Assert.Equal(created.Inode, again.Inode);
            NamespaceFile.Delete(path);
            Assert.False(File.Exists(path));
            return 0;
        });
        Assert.False(Directory.Exists(Path.GetDirectoryName(path)));
    }

    [PrivilegedFact]
    public void Sockets_of_many_threads_share_one_netlink_socket()
    {
        using TestNamespace host = new("ns");
        Parallel.For(0, 200, index =>
        {
            Link? link = host.Netlink.Links.Find("lo");
            Assert.Equal("lo", link?.Name);
            Assert.Null(host.Netlink.Links.Find($"mn{index}"));
        });
    }

    [PrivilegedFact]
    public void A_netlink_socket_keeps_seeing_the_namespace_that_it_was_opened_in()
    {
        using TestNamespace host = new("ns");
        host.Execute("ip", "link", "add", "mnprobe", "type", "bridge");
        using RoutingNetlink inside = RoutingNetlink.Open(host.Namespace);
        using RoutingNetlink outside = RoutingNetlink.Open();
        Assert.Equal("bridge", inside.Links.Get("mnprobe").Kind);
        Assert.Null(outside.Links.Find("mnprobe"));
    }
}
