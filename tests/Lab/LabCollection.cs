namespace MeshNet.Lab.Tests;

/// <summary>All lab tests share one lab and run one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LabCollection : ICollectionFixture<DockerLab>
{
    public const string Name = "lab";
}
