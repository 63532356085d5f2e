using System.Buffers.Binary;
using static MeshNet.Linux.Interop.NetlinkConstants;
using static Tmds.Linux.LibC;

namespace MeshNet.Linux.Monitoring;

/// <summary>
/// A filter in the kernel that keeps reports of new entries away from a socket: we make them ourselves, hundreds of thousands
/// a second, and each is reported.
/// </summary>
internal static unsafe class RemovalFilter
{
    private const ushort BPF_LD_H_ABS = 0x28;
    private const ushort BPF_JMP_JEQ_K = 0x15;
    private const ushort BPF_RET_K = 0x06;

    /// <summary>Of nlmsg_type in a message.</summary>
    private const uint TypeOffset = 4;

    public static void Attach(SafeDescriptor descriptor)
    {
        // The filter reads in network order what the kernel wrote in the machine's.
        ushort made = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(RTM_NEWNEIGH) : RTM_NEWNEIGH;
        Instruction* instructions = stackalloc Instruction[]
        {
            new() { Code = BPF_LD_H_ABS, Value = TypeOffset },
            new() { Code = BPF_JMP_JEQ_K, JumpFalse = 1, Value = made },
            new() { Code = BPF_RET_K, Value = 0 },
            new() { Code = BPF_RET_K, Value = uint.MaxValue },
        };
        FilterProgram program = new() { Length = 4, Instructions = instructions };
        using BorrowedDescriptor used = new(descriptor);
        SystemCallException.ThrowIfNegative(
            setsockopt(used, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof(FilterProgram)),
            "attach a filter to a netlink socket");
    }

    /// <summary>struct sock_filter.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Instruction
    {
        public ushort Code;
        public byte JumpTrue;
        public byte JumpFalse;
        public uint Value;
    }

    /// <summary>struct sock_fprog.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FilterProgram
    {
        public ushort Length;
        public Instruction* Instructions;
    }
}
