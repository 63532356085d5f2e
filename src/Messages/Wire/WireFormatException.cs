namespace MeshNet.Messages;

/// <summary>Bytes that are not what the codec wrote: too short, a length beyond the message, a value out of its range.</summary>
public sealed class WireFormatException(string message) : Exception(message);
