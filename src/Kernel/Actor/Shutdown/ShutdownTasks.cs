namespace Akka.Actor;

/// <summary>What is to be done in each phase.</summary>
internal sealed class ShutdownTasks
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<ShutdownTask>> _tasks = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Phases
    {
        get
        {
            lock (_gate) return [.. _tasks.Keys.Order(StringComparer.Ordinal)];
        }
    }

    public void Add(string phase, string name, Func<Task<Done>> run)
    {
        lock (_gate)
        {
            if (!_tasks.TryGetValue(phase, out var tasks)) _tasks.Add(phase, tasks = []);
            tasks.Add(new ShutdownTask(name, run));
        }
    }

    public IReadOnlyList<ShutdownTask> Of(string phase)
    {
        lock (_gate) return _tasks.TryGetValue(phase, out var tasks) ? [.. tasks] : [];
    }

    internal sealed record ShutdownTask(string Name, Func<Task<Done>> Run);
}
