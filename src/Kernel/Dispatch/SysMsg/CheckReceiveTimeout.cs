using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>Time to look whether the actor has been idle for its receive timeout.</summary>
internal sealed class CheckReceiveTimeout : SystemMessage
{
    /// <summary>The timer that sent this: another one may have taken its place since.</summary>
    public ICancelable? Timer { get; set; }
}
