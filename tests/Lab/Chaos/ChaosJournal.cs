using System.Diagnostics;

namespace MeshNet.Lab.Tests.Chaos;

/// <summary>Who did what when, in a file: what one reads beside the hosts' logs. Its clock is the run's.</summary>
public sealed class ChaosJournal : IDisposable
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private readonly StreamWriter _file;

    public ChaosJournal(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = new StreamWriter(path) { AutoFlush = true };
        Write($"begun at {DateTimeOffset.UtcNow:O}");
    }

    public TimeSpan Now => _clock.Elapsed;

    public void Write(string line)
    {
        lock (_lock)
        {
            _file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Now.TotalSeconds,8:0.000} {line}"));
        }
    }

    public void Dispose() => _file.Dispose();
}
