namespace MeshNet.Lab.Tests.Chaos;

/// <summary>
/// Who held which address when, as far as it is certain: from the end of the first look that showed it to the beginning of the last one,
/// while every look between showed it too. Another container that is seen to hold it within that time holds it at once with the first.
/// </summary>
public sealed class Sightings
{
    private readonly Dictionary<(string Container, string Process, string Address), Life> _now = [];
    private readonly Dictionary<string, List<Life>> _lives = [];

    /// <summary>How many times a container was seen to come by an address.</summary>
    public int Lives { get; private set; }

    /// <summary>Different addresses seen.</summary>
    public int Addresses => _lives.Count;

    /// <summary>Takes a look at one host, and gives a sentence for each address that two containers hold.</summary>
    /// <param name="host">Whose containers were looked at.</param>
    /// <param name="seen">All that was there; nothing when the host could not be looked at.</param>
    public IReadOnlyList<string> Look(string host, IReadOnlyCollection<Sighting> seen)
    {
        HashSet<(string Container, string Process, string Address)> keys = seen.Select(Key).ToHashSet();
        List<(string Container, string Process, string Address)> gone = _now.Where(life => life.Value.First.Host == host && !keys.Contains(life.Key)).Select(life => life.Key).ToList();
        foreach ((string Container, string Process, string Address) key in gone)
        {
            _now.Remove(key);
        }

        return [.. seen.SelectMany(See)];
    }

    private IEnumerable<string> See(Sighting sighting)
    {
        if (!_now.TryGetValue(Key(sighting), out Life? life))
        {
            life = new Life(sighting);
            _now.Add(Key(sighting), life);
            if (!_lives.TryGetValue(sighting.Address, out List<Life>? others))
            {
                _lives.Add(sighting.Address, others = []);
            }

            others.Add(life);
            Lives++;
        }
        life.Last = sighting;
        return _lives[sighting.Address].Where(other => other != life && other.Overlaps(life))
            .Select(other => $"{sighting.Address} is held by {sighting} and by {other.First} at once");
    }

    private static (string Container, string Process, string Address) Key(Sighting sighting) =>
        (sighting.Container, sighting.Process, sighting.Address);

    private sealed class Life(Sighting first)
    {
        public Sighting First { get; } = first;

        public Sighting Last { get; set; } = first;

        public bool Overlaps(Life other) => Covers(other.First) || Covers(other.Last) || other.Covers(First) || other.Covers(Last);

        /// <summary>Whenever in its time the other was seen, this one was there.</summary>
        private bool Covers(Sighting other) => First.Before <= other.After && other.Before <= Last.After;
    }
}
