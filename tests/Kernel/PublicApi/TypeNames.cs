namespace MeshNet.Kernel.Tests.PublicApi;

/// <summary>Types as a person writes them.</summary>
internal static class TypeNames
{
    /// <summary>With the namespace, and with the names of its type parameters.</summary>
    public static string Full(Type type) =>
        type.IsNested ? $"{Full(type.DeclaringType!)}.{Short(type)}" : $"{type.Namespace}.{Short(type)}";

    public static string Short(Type type)
    {
        if (type.IsByRef)
        {
            return Short(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Short(type.GetElementType()!) + "[]";
        }

        if (type == typeof(void))
        {
            return "void";
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Short(value) + "?";
        }

        int tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        string name = tick < 0 ? type.Name : type.Name[..tick];
        // A nested type counts the parameters of the types around it among its own.
        int outer = type is { IsNested: true, IsGenericParameter: false } ? type.DeclaringType!.GetGenericArguments().Length : 0;
        Type[] arguments = type.IsGenericParameter ? [] : [.. type.GetGenericArguments().Skip(outer)];
        return arguments.Length == 0 ? name : $"{name}<{string.Join(", ", arguments.Select(Short))}>";
    }
}
