using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Akka.Actor;

/// <summary>The extensions of one system; each is made once, by whoever asks first.</summary>
internal sealed class ExtensionTable(ExtendedActorSystem system)
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();

    public object Register(IExtensionId extension)
    {
        ArgumentNullException.ThrowIfNull(extension);
        return _extensions.GetOrAdd(extension.ExtensionType, _ => new Lazy<object>(() => extension.CreateExtension(system))).Value;
    }

    public bool TryGet<T>([MaybeNullWhen(false)] out T extension)
        where T : class, IExtension
    {
        extension = _extensions.TryGetValue(typeof(T), out var found) ? (T)found.Value : null;
        return extension is not null;
    }
}
