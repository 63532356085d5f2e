namespace MeshNet.Architecture.Tests;

/// <summary>One noun per feature, the same in every layer: whoever looks for names finds Names in Actors and in Node.</summary>
public sealed class Features
{
    /// <summary>What the executable is beside its edges.</summary>
    private static readonly string[] OfNodeAlone = ["Cli", "Configuration", "Daemon", "Doctor", "Management", "Reset", "Storage"];

    /// <summary>A layer is no feature, and what another layer is called is none either.</summary>
    private static readonly string[] NoFeatures = ["Docker", "Edges", "Egress", "Kernel", "Overlay", "Steps"];

    [Fact]
    public void An_edge_is_called_like_its_actors() =>
        Assert.Empty(Repository.Features("Node").Except(OfNodeAlone).Except(Repository.Features("Actors")));

    [Theory]
    [InlineData("Actors")]
    [InlineData("Node")]
    public void A_folder_is_a_feature(string project) => Assert.Empty(Repository.Features(project).Intersect(NoFeatures));
}
