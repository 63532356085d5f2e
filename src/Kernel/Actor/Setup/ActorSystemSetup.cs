namespace Akka.Actor;

/// <summary>What a system is set up with: at most one part of each type, the last one given.</summary>
public sealed class ActorSystemSetup
{
    private readonly Dictionary<Type, Setup> _setups;

    private ActorSystemSetup(Dictionary<Type, Setup> setups) => _setups = setups;

    public static ActorSystemSetup Empty { get; } = new([]);

    public static ActorSystemSetup Create(params Setup[] setups) => setups.Aggregate(Empty, (all, one) => all.And(one));

    public ActorSystemSetup And(Setup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return new(new Dictionary<Type, Setup>(_setups) { [setup.GetType()] = setup });
    }

    public T? Get<T>()
        where T : Setup => _setups.TryGetValue(typeof(T), out var setup) ? (T)setup : null;
}
