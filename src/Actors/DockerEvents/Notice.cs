namespace MeshNet.Actors.DockerEvents;

/// <summary>Something happened that someone should know; a sentence, for the log and the status. From a part, or published by the plugin.</summary>
internal sealed record Notice(string Text);
