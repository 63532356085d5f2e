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
