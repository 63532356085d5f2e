namespace MeshNet.Actors.DockerEvents;

/// <summary>The most recent sentences, oldest first. A repeated one moves to the end and is not kept twice.</summary>
/// <param name="limit">How many are kept.</param>
/// <param name="age">How long each is kept.</param>
internal sealed class Notices(int limit, TimeSpan age)
{
    private ImmutableArray<(TimeSpan At, string Text)> _all = [];

    /// <returns>False when it was there already.</returns>
    public bool Add(string text, TimeSpan now)
    {
        ImmutableArray<(TimeSpan At, string Text)> others = _all.RemoveAll(notice => notice.Text == text);
        bool isNew = others.Length == _all.Length;
        _all = others.Add((now, text));
        if (_all.Length > limit)
        {
            _all = _all.RemoveAt(0);
        }

        return isNew;
    }

    public ImmutableArray<string> Recent(TimeSpan now)
    {
        _all = _all.RemoveAll(notice => notice.At + age <= now);
        return [.. _all.Select(notice => notice.Text)];
    }
}

/// <summary>Something happened that someone should know; a sentence, for the log and the status. From a part, or published by the plugin.</summary>
internal sealed record Notice(string Text);
