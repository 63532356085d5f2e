using MeshNet.Actors.Driver;
using MeshNet.Actors.GatewayBridge;

namespace MeshNet.Node.GatewayBridge;

/// <summary>Collects what one operation does and what the kernel refuses.</summary>
internal sealed class GatewayJournal
{
    private readonly ImmutableArray<string>.Builder _edits = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<KernelFault>.Builder _faults = ImmutableArray.CreateBuilder<KernelFault>();

    public bool HasFaults => _faults.Count > 0;

    public void Edited(string what) => _edits.Add(what);

    public void Failed(KernelObject kind, string key, string words) => _faults.Add(new(kind, key, words));

    /// <summary>
    /// Tries a step; a refusal is noted and the next step may still be tried. Netlink, nftables, iptables and files all refuse by
    /// an IOException, except that a program which hangs is a timeout and a read-only file an unauthorized access.
    /// </summary>
    public bool Try(KernelObject kind, string key, Action step)
    {
        try
        {
            step();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException)
        {
            Failed(kind, key, exception.Message);
            return false;
        }
    }

    public GatewayReport ToReport() => GatewayReport.Nothing with { Edits = _edits.ToImmutable(), Faults = _faults.ToImmutable() };
}
