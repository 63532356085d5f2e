namespace MeshNet.Actors.Tests;

/// <summary>Tests of this repository's actors in virtual time.</summary>
public abstract class ActorTestKit() : DeterministicTestKit(Dispatchers.Blocking);
