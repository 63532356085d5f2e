using System.IO.Enumeration;

namespace Akka.Actor;

/// <summary>
/// The actors that a path leads to, looked up anew for each message. Names may hold <c>*</c> and <c>?</c>; <c>..</c> is the parent. Paths into
/// other systems lead nowhere: there is no remoting.
/// </summary>
public sealed class ActorSelection : ICanTell
{
    private readonly LocalActorRef _anchor;
    private readonly string[] _elements;

    private ActorSelection(ActorSystemImpl system, LocalActorRef anchor, string[] elements, string path)
    {
        System = system;
        _anchor = anchor;
        _elements = elements;
        PathString = path;
    }

    public IActorRef Anchor => _anchor;

    public string PathString { get; }

    internal ActorSystemImpl System { get; }

    public void Tell(object message, IActorRef? sender = null)
    {
        if (message is null) throw new InvalidMessageException($"A null message was sent to {this}.");
        var from = sender ?? ActorCell.CurrentSelf;
        var found = Resolve();
        foreach (var actor in found) actor.Tell(message, from);
        if (found.Count == 0) System.DeadLetterRef.Deliver(message, from ?? System.DeadLetters, new EmptyLocalActorRef(System, PathString));
    }

    /// <summary>The reference of the first actor that answers.</summary>
    /// <returns>Faults with <see cref="ActorNotFoundException"/> when there is none, or none answers in time.</returns>
    public Task<IActorRef> ResolveOne(TimeSpan timeout)
    {
        var identity = this.Ask<ActorIdentity>(new Identify(PathString), timeout);
        return identity.ContinueWith(
            done => done.IsCompletedSuccessfully && done.Result.Subject is { } subject
                ? subject
                : throw new ActorNotFoundException($"No actor at {PathString} answered within {timeout}.", done.Exception?.InnerException),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    public override string ToString() => $"ActorSelection[Anchor({_anchor.Path}), Path({PathString})]";

    internal static ActorSelection From(ActorSystemImpl system, LocalActorRef anchor, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            var slash = path.IndexOf('/', scheme + 3);
            var address = slash < 0 ? path : path[..slash];
            if (address != system.RootPath.Address.ToString())
                throw new ArgumentException($"'{path}' is not a path in {system}: actors of other systems cannot be selected.", nameof(path));
            return new ActorSelection(system, system.Root, Split(slash < 0 ? "" : path[slash..]), path);
        }

        return new ActorSelection(system, path[0] == '/' ? system.Root : anchor, Split(path), path);
    }

    private static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private List<InternalActorRef> Resolve()
    {
        List<InternalActorRef> found = [_anchor];
        foreach (var element in _elements) found = [.. found.SelectMany(actor => Next(actor, element)).Distinct()];
        return found;
    }

    private static IEnumerable<InternalActorRef> Next(InternalActorRef actor, string element)
    {
        if (element == "..") return actor.Parent is LocalActorRef ? [actor.Parent] : [actor];
        if (element.AsSpan().ContainsAny('*', '?'))
            return actor.GetChildren().Where(child => FileSystemName.MatchesSimpleExpression(element, child.Path.Name, ignoreCase: false));
        return actor.GetChild(element) is { } only ? [only] : [];
    }
}
