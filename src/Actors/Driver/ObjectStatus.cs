namespace MeshNet.Actors.Driver;

/// <summary>One object of the data path.</summary>
/// <param name="Name">As a person would call it: "overlay", "endpoint test1", "link mn0123456789ab".</param>
/// <param name="Reason">Why it is not done: a sentence, or the kernel's words; empty when it is.</param>
public sealed record ObjectStatus(string Name, ObjectState State, string Reason = "");
