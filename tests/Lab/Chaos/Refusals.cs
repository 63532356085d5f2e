using System.Text.RegularExpressions;

namespace MeshNet.Lab.Tests.Chaos;

/// <summary>What hosts said when they did not do what they were told, and whether that makes sense.</summary>
public sealed partial class Refusals(HostTroubles troubles)
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<string> _senseless = [];
    private readonly Lock _lock = new();

    /// <summary>How often each distinct sentence was said: without the addresses, names and numbers in it.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>What nothing that was done to the lab explains, each with its command.</summary>
    public IReadOnlyList<string> Senseless => _senseless;

    /// <summary>Times that a command failed because its own host was off or had no daemon.</summary>
    public int HostInTrouble { get; private set; }

    /// <param name="host">Whose engine was told.</param>
    /// <param name="command">What, for the report.</param>
    /// <param name="since">When.</param>
    /// <param name="reason">What it said.</param>
    public void Take(int host, string command, TimeSpan since, string reason)
    {
        lock (_lock)
        {
            if (troubles.Touched(host, since))
            {
                HostInTrouble++;
                return;
            }
            string sentence = Sentence(reason);
            _counts[sentence] = _counts.GetValueOrDefault(sentence) + 1;
            if (!MakesSense(reason, troubles.TouchedAnywhere(since)))
            {
                _senseless.Add($"{command}: {reason.Trim()}");
            }
        }
    }

    /// <summary>What is in use is refused at any time; what nobody can ask for, only while somebody is out of reach.</summary>
    public static bool MakesSense(string reason, bool trouble) =>
        AddressInUse().IsMatch(reason) || Stranded().IsMatch(reason) || (trouble && OutOfReach().IsMatch(reason));

    /// <summary>The sentence without what differs from one time to the next, so that equal ones can be counted.</summary>
    public static string Sentence(string reason)
    {
        string text = Speakers().Replace(reason.Trim().Split('\n')[0].TrimEnd('.'), "");
        text = Hosts().Replace(text, "HOSTS");
        text = Addresses().Replace(text, "A.B.C.D");
        text = Ids().Replace(text, "ID");
        return ContainerNames().Replace(text, "NAME");
    }

    [GeneratedRegex(@"address \S+ (is in use by \S+ on|was released on \S+ a moment ago and is not reused for|is reserved on)"
        + @"|address \S+ no longer belongs to|is reserved in every subnet|has no free address: every owner was asked")]
    private static partial Regex AddressInUse();

    /// <summary>Docker's own: a dockerd that was killed while it started a container does not find what containerd made of it.</summary>
    [GeneratedRegex(@"task \S+ already exists")]
    private static partial Regex Stranded();

    [GeneratedRegex(@"may have \S.* but cannot be reached")]
    private static partial Regex OutOfReach();

    [GeneratedRegex("docker: |Error response from daemon: |remote: ")]
    private static partial Regex Speakers();

    [GeneratedRegex(@"docker-node\d(, docker-node\d)*")]
    private static partial Regex Hosts();

    [GeneratedRegex(@"\d+\.\d+\.\d+\.\d+")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\b[0-9a-f]{12,64}\b")]
    private static partial Regex Ids();

    [GeneratedRegex(@"\bc\d-\d+\b")]
    private static partial Regex ContainerNames();
}
