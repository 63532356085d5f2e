using System.Reflection;
using System.Runtime.CompilerServices;
using Akka.Actor.Internal;
using Akka.Util;

namespace MeshNet.Deterministic;

/// <summary>
/// All that leans on members of Akka.NET that are not public. They may go with any new version: then everything on a loop fails at once,
/// and says what is missing, rather than run in another order in each process.
/// </summary>
internal static class AkkaInternals
{
    private static readonly Lazy<ThreadLocal<Random>> ThreadsRandom = new(
        () => StaticField<ThreadLocal<Random>>(typeof(ThreadLocalRandom), "_rng", "the numbers that Akka draws could not be made to follow the seed"));

    private static readonly Lazy<bool> OrderOfChildren = new(ReplaceEmptyContainer);

    /// <summary>
    /// Makes children stop, and be listed, in the same order in each process. They sit in an immutable dictionary, which orders its keys by
    /// their hash, and the hash of a string is another one in each process. All such dictionaries come from the one that is replaced here.
    /// </summary>
    public static void MakeOrderOfChildrenStable() => _ = OrderOfChildren.Value;

    /// <summary>Makes what Akka draws on this thread (ids of actors, the jitter of back-off) follow a generator of ours.</summary>
    public static void SetThreadsRandom(Random random) => ThreadsRandom.Value.Value = random;

    /// <exception cref="NotSupportedException">There is no such field, or it is of another type.</exception>
    internal static T StaticField<T>(Type type, string name, string loss)
        where T : class =>
        type.GetField(name, BindingFlags.Static | BindingFlags.NonPublic)?.GetValue(null) as T ?? throw Missing(type, name, typeof(T), loss);

    private static bool ReplaceEmptyContainer()
    {
        const string Name = "_emptyStats";
        const string Loss = "children would stop in another order in each process";
        _ = StaticField<ImmutableDictionary<string, IChildStats>>(typeof(EmptyChildrenContainer), Name, Loss);
        EmptyStats(null) = ImmutableDictionary.Create<string, IChildStats>(new StableComparer());

        // The compiler may have taken the old one for a constant, if many actors were made in this process before.
        PropertyInfo inside = typeof(ChildrenContainerBase).GetProperty("InternalChildren", BindingFlags.Instance | BindingFlags.NonPublic)
            ?? throw Missing(typeof(ChildrenContainerBase), "InternalChildren", typeof(IImmutableDictionary<string, IChildStats>), Loss);
        return inside.GetValue(EmptyChildrenContainer.Instance.Reserve("child")) is ImmutableDictionary<string, IChildStats>
        {
            KeyComparer: StableComparer,
        }
            ? true
            : throw new InvalidOperationException(
                $"Actor systems ran in this process before the first {nameof(DeterministicLoop)} was made, and {Loss}: call "
                + $"{nameof(DeterministicLoop)}.{nameof(DeterministicLoop.Prepare)} at the start of the process.");
    }

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "_emptyStats")]
    private static extern ref ImmutableDictionary<string, IChildStats> EmptyStats(EmptyChildrenContainer? owner);

    private static NotSupportedException Missing(Type owner, string name, Type type, string loss)
    {
        AssemblyName package = owner.Assembly.GetName();
        return new NotSupportedException(
            $"Package {package.Name} {package.Version} has no {owner.FullName}.{name} of type {type.Name}, on which the deterministic engine "
            + $"leans: {loss}. Pin the version that has it, or teach {nameof(AkkaInternals)} the new one.");
    }

    private sealed class StableComparer : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

        public int GetHashCode(string obj) => (int)StableHash.Of(obj);
    }
}
