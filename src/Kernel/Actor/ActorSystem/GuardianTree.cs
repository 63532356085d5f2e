using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>The top of the tree: <c>/</c>, <c>/user</c> and <c>/system</c>.</summary>
internal sealed class GuardianTree
{
    public GuardianTree(ActorSystemImpl system)
    {
        var root = new ActorCell(system, Props.Create(() => new RootGuardian()), system.RootPath.WithUid(system.NextUid()), new AboveRoot(system));
        Root = root.SelfRef;
        System = root.AttachChild(Props.Create(() => new Guardian()), "system", isInternal: true);
        User = root.AttachChild(Props.Create(() => new Guardian()), "user", isInternal: true);
        root.Start();
    }

    public LocalActorRef Root { get; }

    public LocalActorRef User { get; }

    public LocalActorRef System { get; }

    public static void Abandon(LocalActorRef actor)
    {
        actor.Cell.Mailbox.Abandon();
        foreach (var child in actor.Cell.Children.BeginTermination()) Abandon(child);
    }

    /// <summary>The parent of actors that have none of their own.</summary>
    private sealed class Guardian : ActorBase
    {
        protected override bool Receive(object message) => false;
    }

    /// <summary>Stops the kernel's actors after the user's, and itself after them.</summary>
    private sealed class RootGuardian : ActorBase
    {
        protected override SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.StoppingStrategy;

        protected override void PreStart()
        {
            foreach (var child in Context.GetChildren()) Context.Watch(child);
        }

        protected override bool Receive(object message)
        {
            if (message is not Terminated terminated) return false;
            var system = Context.Child("system");
            if (terminated.ActorRef.Path.Name == "user" && !system.IsNobody()) Context.Stop(system);
            else Context.Stop(Self);
            return true;
        }
    }

    /// <summary>The parent of the root: hears of the end.</summary>
    private sealed class AboveRoot(ActorSystemImpl system) : MinimalActorRef
    {
        public override ActorPath Path { get; } = system.RootPath / "above-root";

        public override ActorSystemImpl System => system;

        public override InternalActorRef Parent => Nobody.Instance;

        public override void SendSystemMessage(SystemMessage message)
        {
            switch (message)
            {
                case Failed failed:
                    system.LoggingBus.Error(failed.Cause, system.Name, typeof(RootGuardian), "the root guardian failed; the system terminates");
                    failed.Child.Stop();
                    break;
                case DeathWatchNotification:
                    system.OnRootTerminated();
                    break;
            }
        }
    }
}
