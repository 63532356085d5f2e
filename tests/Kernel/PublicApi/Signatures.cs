using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MeshNet.Kernel.Tests.PublicApi;

/// <summary>Members as one line each; null for what neither a caller nor an heir can see.</summary>
internal static class Signatures
{
    public static string? Of(FieldInfo field)
    {
        string? visible = field.IsPublic ? "public" : field.IsFamily || field.IsFamilyOrAssembly ? "protected" : null;
        string kind = field.IsLiteral ? " const" : (field.IsStatic ? " static" : "") + (field.IsInitOnly ? " readonly" : "");
        string value = field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : "";
        return visible is null ? null : $"{visible}{kind} {TypeNames.Short(field.FieldType)}{Mark(field)} {field.Name}{value}";
    }

    public static string? Of(ConstructorInfo constructor) =>
        Visibility(constructor) is { } visible
            ? $"{visible}{TypeNames.Short(constructor.DeclaringType!).Split('<')[0]}({Parameters(constructor)})"
            : null;

    public static string? Of(PropertyInfo property)
    {
        string? get = property.GetMethod is { } getter ? Visibility(getter) : null;
        string? set = property.SetMethod is { } setter ? Visibility(setter) : null;
        if (get is null && set is null)
        {
            return null;
        }

        bool isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        string narrower = get is not null && set != get ? set ?? "" : "";
        string accessors = (get is null ? "" : "get; ") + (set is null ? "" : narrower + (isInit ? "init; " : "set; "));
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        ParameterInfo[] index = property.GetIndexParameters();
        string name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        return $"{get ?? set}{required}{TypeNames.Short(property.PropertyType)}{Mark(property)} {name} {{ {accessors}}}";
    }

    public static string? Of(EventInfo happening) =>
        Visibility(happening.AddMethod!) is { } visible
            ? $"{visible}event {TypeNames.Short(happening.EventHandlerType!)} {happening.Name}"
            : null;

    public static string? Of(MethodInfo method)
    {
        if (Visibility(method) is not { } visible)
        {
            return null;
        }

        Type[] types = method.GetGenericArguments();
        string generic = types.Length == 0 ? "" : $"<{string.Join(", ", types.Select(TypeNames.Short))}>";
        return $"{visible}{Returned(method)} {method.Name}{generic}({Parameters(method)}){Constraints(types)}";
    }

    public static string Returned(MethodInfo method) =>
        TypeNames.Short(method.ReturnType) + Mark(method.ReturnType, new NullabilityInfoContext().Create(method.ReturnParameter).ReadState);

    public static string Parameters(MethodBase method)
    {
        string extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    public static string Constraints(Type[] parameters) =>
        string.Concat(parameters.Where(one => one.IsGenericParameter).Select(Constraint));

    private static string Constraint(Type parameter)
    {
        GenericParameterAttributes flags = parameter.GenericParameterAttributes;
        List<string> words = [.. parameter.GetGenericParameterConstraints().Where(one => one != typeof(ValueType)).Select(TypeNames.Short)];
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            words.Insert(0, "class");
        }

        if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            words.Insert(0, "struct");
        }
        else if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            words.Add("new()");
        }

        return words.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", words)}";
    }

    /// <summary>With a space behind it; empty for the members of an interface, which are all public.</summary>
    private static string? Visibility(MethodBase method)
    {
        string? visible = method.IsPublic ? "public " : method.IsFamily || method.IsFamilyOrAssembly ? "protected " : null;
        if (visible is null || method.DeclaringType!.IsInterface)
        {
            return visible is null ? null : method.IsStatic ? "static " : "";
        }

        bool isOverride = method is MethodInfo one && one.GetBaseDefinition() != one;
        return visible + (method.IsStatic ? "static "
            : method.IsAbstract ? "abstract "
            : isOverride ? (method.IsFinal ? "sealed override " : "override ")
            : method is { IsVirtual: true, IsFinal: false } ? "virtual "
            : "");
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string way = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params "
            : parameter.IsOut ? "out "
            : parameter.ParameterType.IsByRef ? (parameter.IsIn ? "in " : "ref ")
            : "";
        string mark = Mark(parameter.ParameterType, new NullabilityInfoContext().Create(parameter).WriteState);
        string value = parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue)}" : "";
        return $"{way}{TypeNames.Short(parameter.ParameterType)}{mark} {parameter.Name}{value}";
    }

    private static string Mark(FieldInfo field) => Mark(field.FieldType, new NullabilityInfoContext().Create(field).ReadState);

    private static string Mark(PropertyInfo property)
    {
        NullabilityInfo info = new NullabilityInfoContext().Create(property);
        return Mark(property.PropertyType, property.CanRead ? info.ReadState : info.WriteState);
    }

    /// <summary>A value type that may be null says so by its own name.</summary>
    private static string Mark(Type type, NullabilityState state) =>
        !type.IsValueType && state == NullabilityState.Nullable ? "?" : "";

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
