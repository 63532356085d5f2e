namespace MeshNet.Simulation.Checks;

/// <summary>One decision per epoch (R19): whatever any disk has ever held as epoch n is the same.</summary>
internal sealed class Decisions
{
    private readonly SortedDictionary<ulong, (string Host, EpochRecord Epoch)> _decided = [];

    public void Check(World world)
    {
        foreach (Host host in world.Members.Where(host => !host.WasRolledBack))
        {
            foreach (LogEntry entry in Disks.Log(host, RecordKind.Epoch))
            {
                EpochRecord epoch = EpochRecord.Decode(entry.Value!);
                if (!_decided.TryAdd(epoch.Number, (host.Name, epoch)) && _decided[epoch.Number].Epoch.CompareTo(epoch) != 0)
                {
                    throw new Violation("R19", $"epoch {epoch.Number} is one thing on {host.Name} and another on {_decided[epoch.Number].Host}");
                }
            }
        }
    }
}
