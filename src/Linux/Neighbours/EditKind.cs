using static MeshNet.Linux.Interop.NetlinkConstants;

namespace MeshNet.Linux.Neighbours;

/// <summary>What an edit does to the kernel's table.</summary>
public enum EditKind
{
    /// <summary>Make the entry; refused when there is one (EEXIST).</summary>
    Add,

    /// <summary>Make the entry or overwrite the one that is there.</summary>
    Replace,

    /// <summary>Add a destination to those that the entry has. For the zero and for multicast MACs of an FDB only.</summary>
    Append,

    /// <summary>Remove the entry; refused when there is none (ENOENT).</summary>
    Delete,
}

/// <summary>An edit in words and as the kernel's flags.</summary>
internal static class EditKindExtensions
{
    public static string ToVerb(this EditKind kind) => kind switch
    {
        EditKind.Add => "add",
        EditKind.Replace => "replace",
        EditKind.Append => "append",
        EditKind.Delete => "delete",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such edit."),
    };

    public static ushort ToMessageType(this EditKind kind) => kind == EditKind.Delete ? RTM_DELNEIGH : RTM_NEWNEIGH;

    public static int ToFlags(this EditKind kind) => kind switch
    {
        EditKind.Add => NLM_F_CREATE | NLM_F_EXCL,
        EditKind.Replace => NLM_F_CREATE | NLM_F_REPLACE,
        EditKind.Append => NLM_F_CREATE | NLM_F_APPEND,
        EditKind.Delete => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such edit."),
    };
}
