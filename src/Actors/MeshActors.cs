namespace MeshNet.Actors;

/// <summary>The actors of a mesh that Docker's edges ask.</summary>
/// <param name="Mesh">Answers every <see cref="IMeshRequest"/>.</param>
/// <param name="Driver">Answers <see cref="PrepareLink"/>, <see cref="AttachLink"/>, <see cref="RemoveLink"/>.</param>
/// <param name="Names">Answers <see cref="ServeSandbox"/>, <see cref="ReleaseSandbox"/>.</param>
/// <param name="Gateway">Answers <see cref="ConnectEgress"/>, <see cref="DisconnectEgress"/>.</param>
public sealed record MeshActors(IActorRef Mesh, IActorRef Driver, IActorRef Names, IActorRef Gateway);
