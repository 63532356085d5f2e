using System.Net;

namespace MeshNet.Node.Configuration;

/// <summary>The HTTP interface: <c>meshnet.management</c>.</summary>
/// <param name="Listen">Where it listens.</param>
/// <param name="IsReadOnly">Every method that changes something is refused.</param>
/// <param name="Token">What a changing request must carry; null when none may.</param>
public sealed record ManagementSettings(IPEndPoint Listen, bool IsReadOnly, string? Token)
{
    /// <summary>Without the token: settings get printed.</summary>
    public override string ToString() => $"{Listen}, {(IsReadOnly ? "read-only" : "writable with a token")}";
}
