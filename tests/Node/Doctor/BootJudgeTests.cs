using MeshNet.Node.Doctor;

namespace MeshNet.Node.Tests.Doctor;

public sealed class BootJudgeTests
{
    private const string Good = "LoadState=loaded\nUnitFileState=enabled\nBefore=multi-user.target docker.service\nPrivateMounts=no\nProtectSystem=no\n";

    [Fact]
    public void A_unit_before_dockers_is_well() => Assert.Empty(BootJudge.Judge(Good).Findings);

    [Theory]
    [InlineData("LoadState=loaded", "LoadState=not-found", "there is no unit meshnet.service")]
    [InlineData("UnitFileState=enabled", "UnitFileState=disabled", "does not start at boot")]
    [InlineData("docker.service", "", "is not ordered before docker.service")]
    [InlineData("PrivateMounts=no", "PrivateMounts=yes", "its own mount namespace")]
    [InlineData("ProtectSystem=no", "ProtectSystem=strict", "its own mount namespace")]
    public void A_unit_that_would_break_the_boot_is_told(string good, string bad, string expected)
    {
        Diagnosis diagnosis = BootJudge.Judge(Good.Replace(good, bad, StringComparison.Ordinal));
        Assert.False(diagnosis.IsWell);
        Assert.Contains(expected, Assert.Single(diagnosis.Findings).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_systemd_nothing_can_be_told() => Assert.True(BootJudge.Judge(null).IsWell);
}
