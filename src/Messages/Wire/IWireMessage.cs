namespace MeshNet.Messages;

/// <summary>A message between two nodes. It travels inside a sealed datagram or, when it is too large for one, a sealed stream.</summary>
public interface IWireMessage
{
    WireType Type { get; }

    void Write(WireWriter writer);
}
