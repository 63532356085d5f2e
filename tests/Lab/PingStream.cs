using System.Globalization;

namespace MeshNet.Lab.Tests;

/// <summary>A packet every millisecond from one container to another, for as long as something is done to their hosts.</summary>
public sealed class PingStream
{
    /// <summary>
    /// Counts answers up to the last one that came, so that the packet under way when the ping is ended is not taken for lost. The
    /// sequence number has 16 bits and begins again.
    /// </summary>
    private const string Count = """
        /bytes from/ && !/DUP/ {
          sequence = $2 + 65536 * rounds
          if (sequence + 32768 < last) { rounds++; sequence += 65536 }
          if (sequence > last) last = sequence
          received++
        }
        END { print last + 0, received + 0 }
        """;

    private const string Script = """
        container=$1 address=$2 count=$3
        rm -f /tmp/ping.count
        { sh -c 'echo $$ >/tmp/ping.process; exec nsenter -t "$1" -n ping -i 0.001 "$2"' - "$container" "$address" \
            | awk -F 'icmp_seq=' "$count" >/tmp/ping.counting; mv /tmp/ping.counting /tmp/ping.count; } >/dev/null 2>&1 </dev/null &
        """;

    private readonly LabHost _host;
    private readonly string _container;
    private readonly string _address;

    private PingStream(LabHost host, string container, string address)
    {
        _host = host;
        _container = container;
        _address = address;
    }

    /// <param name="host">The host of the container that sends.</param>
    /// <param name="container">Its name.</param>
    /// <param name="address">Of the container that answers.</param>
    public static async Task<PingStream> Start(LabHost host, string container, string address)
    {
        var process = (await host.Docker("inspect", "-f", "{{.State.Pid}}", container)).Output;
        // The machine's ping: busybox's knows no milliseconds.
        _ = (await host.Exec("sh", "-c", Script, "-", process, address, Count)).Output;
        return new(host, container, address);
    }

    /// <summary>Ends the ping and fails if a packet was lost.</summary>
    /// <param name="meanwhile">What was done, for the report.</param>
    public async Task LostNothing(string meanwhile)
    {
        // Whatever was lost before this answer has a number below that of an answer.
        _ = (await _host.In(_container, "ping", "-c", "2", "-W", "2", _address)).Output;
        _ = (await _host.Exec("sh", "-c", "kill -INT $(cat /tmp/ping.process)")).Output;
        var counted = await Eventually.Prints("ping has counted", () => _host.Exec("cat", "/tmp/ping.count"), text => text.Length > 0);
        var numbers = counted.Split(' ').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        var (sent, lost) = (numbers[0], numbers[0] - numbers[1]);
        Figures.Print($"1 ms ping through {meanwhile}: {sent} sent, {lost} lost");
        Assert.True(sent > 200, $"only {sent} packets were sent");
        Assert.Equal(0, lost);
    }
}
