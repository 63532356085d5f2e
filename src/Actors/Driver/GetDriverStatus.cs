namespace MeshNet.Actors.Driver;

/// <summary>To the driver. Answer: <see cref="DriverStatus"/>, at once and without asking the kernel.</summary>
public sealed record GetDriverStatus
{
    public static readonly GetDriverStatus Instance = new();
}
