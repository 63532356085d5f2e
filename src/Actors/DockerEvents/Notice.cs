namespace MeshNet.Actors.DockerEvents;

/// <summary>From a part: something happened that someone should know; a sentence, for the log and the status.</summary>
internal sealed record Notice(string Text);
