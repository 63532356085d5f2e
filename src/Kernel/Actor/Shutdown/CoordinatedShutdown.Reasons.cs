namespace Akka.Actor;

/// <content>Why a system is shut down.</content>
public sealed partial class CoordinatedShutdown
{
    public class Reason
    {
        protected Reason()
        {
        }

        public override string ToString() => GetType().Name;
    }

    public sealed class UnknownReason : Reason
    {
        private UnknownReason()
        {
        }

        public static Reason Instance { get; } = new UnknownReason();
    }

    public sealed class ActorSystemTerminateReason : Reason
    {
        private ActorSystemTerminateReason()
        {
        }

        public static Reason Instance { get; } = new ActorSystemTerminateReason();
    }

    /// <summary>The process has been told to exit.</summary>
    public sealed class ClrExitReason : Reason
    {
        private ClrExitReason()
        {
        }

        public static Reason Instance { get; } = new ClrExitReason();
    }

    public sealed class ClusterLeavingReason : Reason
    {
        private ClusterLeavingReason()
        {
        }

        public static Reason Instance { get; } = new ClusterLeavingReason();
    }

    public sealed class ClusterDowningReason : Reason
    {
        private ClusterDowningReason()
        {
        }

        public static Reason Instance { get; } = new ClusterDowningReason();
    }

    public sealed class ClusterJoinUnsuccessfulReason : Reason
    {
        private ClusterJoinUnsuccessfulReason()
        {
        }

        public static Reason Instance { get; } = new ClusterJoinUnsuccessfulReason();
    }
}
