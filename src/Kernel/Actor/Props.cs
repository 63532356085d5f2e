using System.Diagnostics.CodeAnalysis;

namespace Akka.Actor;

/// <summary>The recipe of an actor: immutable, reusable, and run again for every restart.</summary>
public sealed class Props
{
    private readonly Func<ActorBase> _factory;

    private Props(Type type, Func<ActorBase> factory)
    {
        Type = type;
        _factory = factory;
    }

    private Props(Props original)
    {
        Type = original.Type;
        _factory = original._factory;
        SupervisorStrategy = original.SupervisorStrategy;
        Mailbox = original.Mailbox;
        StashCapacity = original.StashCapacity;
    }

    /// <summary>An actor that leaves every message unhandled.</summary>
    public static Props Empty { get; } = Create(() => new EmptyActor());

    public Type Type { get; }

    /// <summary>For the children of this actor, in the place of the one that its class declares.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; private init; }

    /// <summary>What the mailbox is to be; null for the default, which is unbounded.</summary>
    public MailboxSettings? Mailbox { get; private init; }

    /// <summary>How many messages may be stashed; -1 for no bound.</summary>
    public int StashCapacity { get; private init; } = -1;

    /// <param name="factory">Runs for every incarnation, so it must make a new instance each time.</param>
    /// <param name="supervisorStrategy">For the children of the actor.</param>
    public static Props Create<TActor>(Func<TActor> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase
    {
        ArgumentNullException.ThrowIfNull(factory);
        return new Props(typeof(TActor), factory) { SupervisorStrategy = supervisorStrategy };
    }

    public static Props Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TActor>(params object[] args)
        where TActor : ActorBase => Create(typeof(TActor), args);

    public static Props Create(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!typeof(ActorBase).IsAssignableFrom(type)) throw new ArgumentException($"{type} is no actor: it does not derive from ActorBase.", nameof(type));
        return new Props(type, () => (ActorBase)Activator.CreateInstance(type, args)!);
    }

    public Props WithSupervisorStrategy(SupervisorStrategy strategy) => new(this) { SupervisorStrategy = strategy };

    /// <summary>A mailbox that was described under this name in the system's setup or configuration.</summary>
    public Props WithMailbox(string mailboxId)
    {
        ArgumentException.ThrowIfNullOrEmpty(mailboxId);
        return new(this) { Mailbox = MailboxSettings.Named(mailboxId) };
    }

    /// <summary>A mailbox of at most <paramref name="capacity"/> messages: what comes when it is full is dropped, published and counted.</summary>
    public Props WithBoundedMailbox(int capacity) => new(this) { Mailbox = MailboxSettings.Bounded(capacity) };

    /// <param name="capacity">Above it, stashing throws <see cref="StashOverflowException"/>; -1 for no bound.</param>
    public Props WithStashCapacity(int capacity) => new(this) { StashCapacity = capacity };

    internal ActorBase NewActor() => _factory()
        ?? throw new InvalidOperationException($"The factory of {Type} gave null in the place of an actor.");

    private sealed class EmptyActor : ActorBase
    {
        protected override bool Receive(object message) => false;
    }
}
