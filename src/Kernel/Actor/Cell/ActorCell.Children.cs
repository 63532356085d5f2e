namespace Akka.Actor;

/// <content>Making, finding and stopping children.</content>
internal sealed partial class ActorCell
{
    public IActorRef ActorOf(Props props, string? name = null) => AttachChild(props, name, isInternal: false);

    /// <summary>Makes a child; the kernel's own may carry any name. Any thread: the guardians are asked from outside.</summary>
    public LocalActorRef AttachChild(Props props, string? name, bool isInternal)
    {
        ArgumentNullException.ThrowIfNull(props);
        if (name is null) name = Children.NextAutomaticName();
        else if (!isInternal) ActorNames.Check(name);
        var path = SelfRef.Path.Child(name, SystemImpl.NextUid());
        var cell = new ActorCell(SystemImpl, props, path, SelfRef);
        Children.Add(cell.SelfRef);
        cell.Start();
        return cell.SelfRef;
    }

    public IActorRef Child(string name) => Children.Find(name) ?? ActorRefs.Nobody;

    public IEnumerable<IActorRef> GetChildren() => Children.Snapshot();

    public ActorSelection ActorSelection(string actorPath) => Actor.ActorSelection.From(SystemImpl, SelfRef, actorPath);

    public ActorSelection ActorSelection(ActorPath actorPath)
    {
        ArgumentNullException.ThrowIfNull(actorPath);
        return ActorSelection(actorPath.ToString());
    }

    public void Stop(IActorRef child)
    {
        var reference = InternalActorRef.Of(child);
        Children.NoteStopping(reference);
        reference.Stop();
    }

    private void HandleChildTermination(LocalActorRef child)
    {
        var (reason, cause) = Children.Remove(child);
        if (_actor is not null) Strategy.HandleChildTerminated(this, child, Children.Snapshot());
        switch (reason)
        {
            case TerminationReason.Recreation: FinishRecreate(cause!); break;
            case TerminationReason.Creation: FinishCreate(); break;
            case TerminationReason.Termination: FinishTerminate(); break;
        }
    }
}
