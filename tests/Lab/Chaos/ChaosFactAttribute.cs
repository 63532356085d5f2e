namespace MeshNet.Lab.Tests.Chaos;

/// <summary>A test that lasts as long as one says: counted as skipped unless `tests/run --chaos` asked for it.</summary>
public sealed class ChaosFactAttribute : FactAttribute
{
    public ChaosFactAttribute() =>
        Skip = ChaosSettings.Duration is null ? "lasts as long as one says: tests/run --chaos 10m runs it" : null;
}
