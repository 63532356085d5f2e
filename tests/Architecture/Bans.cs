using System.Text.RegularExpressions;

namespace MeshNet.Architecture.Tests;

/// <summary>What the pure layers may not touch: with any of it a run could not be repeated from its seed.</summary>
public sealed class Bans
{
    private static readonly (string Pattern, string Reason)[] Banned =
    [
        (@"\bDateTime(Offset)?\.(Utc)?Now\b", "time is handed in"),
        (@"\bStopwatch\b", "time is handed in"),
        (@"\bEnvironment\.(TickCount|MachineName)", "time and place are handed in"),
        (@"\bTimeProvider\b", "time is handed in"),
        (@"\bThread\b|\bTask\.Run\b|\bThreadPool\b|\bTimer\b|\bThreadLocal\b", "the dispatcher decides who runs"),
        (@"\bawait\b|\basync\b", "only edges wait"),
        (@"\block\s*\(|\bMonitor\.|\bInterlocked\.", "one actor, one thread at a time"),
        (@"\bRandom\.Shared\b|\bnew Random\(|\bRandomNumberGenerator\b|\bGuid\.NewGuid\b", "chance is handed in"),
        (@"\bSocket\b|\bFile\.|\bDirectory\.|\bFileStream\b|\bProcess\b|\bHttpClient\b", "the world is an edge"),
        (@"\bHashCode\.Combine\b|\.GetHashCode\(\)", "hashes differ from process to process"),
        (@"\bImmutableDictionary\b|\bImmutableHashSet<(?!RecordKey)|\bConcurrentDictionary\b", "they enumerate in the order of hashes"),
    ];

    private const string TimeOfDay = @"\bDateTime(Offset)?\.(Utc)?Now\b|\bGetUtcNow\b|\b(_?time|Scheduler)\.Now\b";

    [Fact]
    public void Protocol_is_pure()
    {
        List<string> found = [];
        foreach (string path in Repository.Sources("Protocol"))
        {
            string[] lines = File.ReadAllLines(path);
            for (int number = 0; number < lines.Length; number++)
            {
                string code = WithoutTexts(lines[number]);
                found.AddRange(Banned
                    .Where(ban => Regex.IsMatch(code, ban.Pattern))
                    .Select(ban => $"{Path.GetRelativePath(Repository.Root, path)}:{number + 1}: {code.Trim()} ({ban.Reason})"));
            }
        }

        Assert.Empty(found);
    }

    /// <summary>A clock that jumps then changes nothing that the daemon does; what is measured is measured by monotonic time.</summary>
    [Fact]
    public void The_time_of_day_is_read_only_where_it_is_compared_shown_or_told_to_docker()
    {
        string[] readers = new[] { "Actors", "Docker", "Kernel", "Linux", "Messages", "Node", "Protocol" }
            .SelectMany(project => Repository.Sources(project))
            .Where(path => File.ReadLines(path).Any(line => Regex.IsMatch(WithoutTexts(line), TimeOfDay)))
            .Select(path => Path.GetRelativePath(Path.Combine(Repository.Root, "src"), path))
            .ToArray();
        Assert.Equal(
            [
                "Actors/Diagnosis/PathActor.cs", "Actors/Diagnosis/PathRun.cs", "Kernel/Dispatch/TimeProviderScheduler.cs",
                "Kernel/Event/LogEvents.cs", "Node/Docker/EngineEdge.cs",
            ],
            readers);
    }

    [Fact]
    public void The_ban_finds_what_it_bans()
    {
        string[] samples =
        [
            "var now = DateTime.UtcNow;", "Stopwatch.StartNew()", "await Task.Delay(1)", "lock (_gate)", "Guid.NewGuid()",
            "new Socket(AddressFamily.InterNetwork)", "File.ReadAllText(path)", "HashCode.Combine(a, b)",
        ];
        Assert.All(samples, sample => Assert.Contains(Banned, ban => Regex.IsMatch(sample, ban.Pattern)));
    }

    /// <summary>Comments and texts may name anything.</summary>
    private static string WithoutTexts(string line)
    {
        string code = Regex.Replace(line, "\"(\\\\.|[^\"\\\\])*\"", "\"\"");
        int comment = code.IndexOf("//", StringComparison.Ordinal);
        return comment < 0 ? code : code[..comment];
    }
}
