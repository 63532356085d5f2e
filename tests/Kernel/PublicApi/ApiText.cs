using System.Reflection;
using System.Runtime.CompilerServices;

namespace MeshNet.Kernel.Tests.PublicApi;

/// <summary>What an assembly shows to callers and heirs, as lines of text that a person can compare: types, then their members.</summary>
internal static class ApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) =>
        assembly.GetTypes().Where(IsShown).OrderBy(TypeNames.Full, StringComparer.Ordinal).SelectMany(type => Lines(type).Append(""));

    private static bool IsShown(Type type) =>
        !IsGenerated(type)
        && (type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsShown(type.DeclaringType!)));

    private static IEnumerable<string> Lines(Type type)
    {
        if (typeof(MulticastDelegate).IsAssignableFrom(type) && type != typeof(MulticastDelegate))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return [$"delegate {Signatures.Returned(invoke)} {TypeNames.Full(type)}({Signatures.Parameters(invoke)})"];
        }

        return Members(type).Order(StringComparer.Ordinal).Select(member => "    " + member).Prepend(Head(type));
    }

    private static string Head(Type type)
    {
        string kind = type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? "struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        IEnumerable<Type> inherited = type.BaseType?.GetInterfaces() ?? [];
        IEnumerable<string> bases = (type.IsEnum ? [] : type.GetInterfaces().Except(inherited))
            .Where(one => one.IsVisible)
            .Select(TypeNames.Short)
            .Order(StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
        {
            bases = bases.Prepend(TypeNames.Short(parent));
        }

        string[] list = [.. bases];
        string parents = list.Length == 0 ? "" : " : " + string.Join(", ", list);
        return $"{kind} {TypeNames.Full(type)}{parents}{Signatures.Constraints(type.GetGenericArguments())}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {((Enum)Enum.Parse(type, name)).ToString("D")}");
        }

        IEnumerable<string> fields = type.GetFields(Declared).Where(field => !IsGenerated(field)).Select(Signatures.Of).OfType<string>();
        IEnumerable<string> constructors = type.GetConstructors(Declared)
            .Where(constructor => !constructor.IsStatic)
            .Select(Signatures.Of)
            .OfType<string>();
        IEnumerable<string> properties = type.GetProperties(Declared)
            .Where(property => !IsGenerated(property))
            .Select(Signatures.Of)
            .OfType<string>();
        IEnumerable<string> events = type.GetEvents(Declared).Select(Signatures.Of).OfType<string>();
        IEnumerable<string> methods = type.GetMethods(Declared)
            .Where(method => !IsGenerated(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)))
            .Select(Signatures.Of)
            .OfType<string>();
        return fields.Concat(constructors).Concat(properties).Concat(events).Concat(methods);
    }

    /// <summary>What the compiler adds to records and lambdas; their shapes are told by the rest.</summary>
    private static bool IsGenerated(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal) || member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}
