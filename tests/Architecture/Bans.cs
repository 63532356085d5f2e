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
        (@"\bRandom\.Shared\b|\bnew (System\.)?Random\(|\bRandomNumberGenerator\b|\bGuid\b", "chance is handed in"),
        (@"\bSocket\b|\bFile\.|\bDirectory\.|\bFileStream\b|\bProcess\b|\bHttpClient\b", "the world is an edge"),
        (@"\bHashCode\.Combine\b|\.GetHashCode\(\)", "hashes differ from process to process"),
        (@"\b(To)?Immutable(Dictionary|HashSet)\b|\b(To)?Frozen(Dictionary|Set)\b|\bConcurrent(Dictionary|Bag)\b", "they enumerate in the order of hashes"),
    ];

    /// <summary>What in Akka.NET or beside it leaves virtual time, or differs from one history to the same history again.</summary>
    private static readonly (string Pattern, string Reason)[] BannedInActors =
    [
        (@"\.Ask(<[^;]*>)?\(", "its answer comes on the thread pool, and it gives up in real time: send, and have a timer"),
        (@"\bProps\.Create\(", "it evaluates its arguments once, not at each start: Made.By"),
        (@"\bTask\.(Run|Delay)\b|\bThreadPool\b|\bnew (Threading\.)?(Timer|Thread)\(", "the dispatcher decides who runs, the scheduler when"),
        (@"\.(Uptime|StartTime)\b|\bwithinTime", "Akka takes it from the real clock"),
        (@"\bRandom\.Shared\b|\bnew (System\.)?Random\(", "chance is handed in"),
    ];

    private const string HashTable = @"(?<![A-Za-z])(Dictionary|HashSet)<[^=;(]*?>\s+(?<name>\w+)\s*(=|\{|;|,|\))";

    private const string TimeOfDay = @"\bDateTime(Offset)?\.(Utc)?Now\b|\bGetUtcNow\b|\b(_?time|Scheduler)\.Now\b";

    /// <summary>They compare clocks, show when something was logged, or tell Docker from when on it shall send events.</summary>
    private static readonly string[] ReadersOfTheTimeOfDay =
        ["EngineEdge.cs", "PathActor.cs", "PathRun.cs"];

    [Fact]
    public void Protocol_is_pure() =>
        Assert.Empty(Repository.Sources("Protocol").SelectMany(Line.Of)
            .SelectMany(line => Banned.Where(ban => Regex.IsMatch(line.Code, ban.Pattern)).Select(ban => $"{line} ({ban.Reason})")));

    [Fact]
    public void Actors_stay_in_virtual_time() =>
        Assert.Empty(Repository.Sources("Actors").SelectMany(Line.Of)
            .SelectMany(line => BannedInActors.Where(ban => Regex.IsMatch(line.Code, ban.Pattern)).Select(ban => $"{line} ({ban.Reason})")));

    /// <summary>Nobody promises in which order they enumerate. Who wants an order takes a sorted collection.</summary>
    [Fact]
    public void Brain_and_actors_look_up_in_hash_tables_and_never_go_through_them() =>
        Assert.Empty(Repository.Sources("Protocol").Concat(Repository.Sources("Actors")).SelectMany(path => WalksThroughHashTables([.. Line.Of(path)])));

    /// <summary>An expression is compiled at each call, and its arguments are evaluated once: <c>Made.By</c> takes a delegate.</summary>
    [Fact]
    public void Actors_are_made_by_a_delegate() =>
        Assert.DoesNotContain(Repository.AllSources.SelectMany(Line.Of), line => Regex.IsMatch(line.Code, @"\bProps\.Create\b"));

    /// <summary>A clock that jumps then changes nothing that the daemon does; what is measured is measured by monotonic time.</summary>
    [Fact]
    public void The_time_of_day_is_read_only_where_it_is_compared_shown_or_told_to_docker() =>
        Assert.Empty(Repository.AllSources.Where(path => Line.Of(path).Any(line => Regex.IsMatch(line.Code, TimeOfDay)))
            .Select(path => Path.GetFileName(path))
            .Except(ReadersOfTheTimeOfDay));

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("Stopwatch.StartNew()")]
    [InlineData("await Task.Delay(1)")]
    [InlineData("lock (_gate)")]
    [InlineData("Guid.NewGuid()")]
    [InlineData("new Socket(AddressFamily.InterNetwork)")]
    [InlineData("File.ReadAllText(path)")]
    [InlineData("HashCode.Combine(a, b)")]
    [InlineData("names.ToFrozenSet()")]
    public void The_ban_finds_what_it_bans(string code) => Assert.Contains(Banned, ban => Regex.IsMatch(code, ban.Pattern));

    [Theory]
    [InlineData("await actor.Ask<MeshView>(GetMeshView.Instance, limit)")]
    [InlineData("Context.ActorOf(Props.Create(() => new NamesActor(random)))")]
    [InlineData("new OneForOneStrategy(maxNrOfRetries: 3, withinTimeMilliseconds: 1000, decider)")]
    [InlineData("Context.System.Uptime")]
    public void So_does_the_ban_in_actors(string code) => Assert.Contains(BannedInActors, ban => Regex.IsMatch(code, ban.Pattern));

    [Theory]
    [InlineData("private readonly Dictionary<uint, List<string>> _rows = [];", "foreach (var row in _rows)")]
    [InlineData("HashSet<string> names = [.. given];", "return names.Order();")]
    [InlineData("Dictionary<uint, string> rows = new(16);", "return [.. rows.Values];")]
    [InlineData("public HashSet<uint> Asked { get; } = [];", "string.Join(',', want.Asked)")]
    public void The_walk_through_a_hash_table_is_found(string declaration, string use) =>
        Assert.Single(WalksThroughHashTables([new("a.cs", 1, declaration), new("a.cs", 2, use)]));

    [Theory]
    [InlineData("private readonly SortedDictionary<uint, string> _rows = [];", "foreach (var row in _rows)")]
    [InlineData("Dictionary<uint, string> rows = [];", "rows.TryGetValue(1, out string? row); rows[2] = row; nodes.All(rows.ContainsKey);")]
    [InlineData("HashSet<uint> asked = [.. given];", "if (asked.Contains(node) && asked.Add(other)) { return asked.Count; }")]
    public void A_look_up_in_a_hash_table_is_no_walk_through_it(string declaration, string use) =>
        Assert.Empty(WalksThroughHashTables([new("a.cs", 1, declaration), new("a.cs", 2, use)]));

    private static IEnumerable<Line> WalksThroughHashTables(Line[] lines)
    {
        const string LookUps = "Contains|ContainsKey|TryGetValue|GetValueOrDefault|Add|TryAdd|Remove|Clear|Count|EnsureCapacity";
        string[] names = [.. lines.SelectMany(line => Regex.Matches(line.Code, HashTable)).Select(match => match.Groups["name"].Value).Distinct()];
        return lines.Where(line => !Regex.IsMatch(line.Code, HashTable) && names.Any(name => Regex.IsMatch(
            line.Code,
            $@"(\bin|\.\.|[(,])\s*(\w+\.)*{name}\s*[,)\]]|(?<!\w){name}\.(?!({LookUps})\b)")));
    }
}
