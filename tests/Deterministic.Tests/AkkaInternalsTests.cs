using Akka.Actor.Internal;

namespace MeshNet.Deterministic.Tests;

public sealed class AkkaInternalsTests
{
    [Fact]
    public void A_member_that_is_gone_is_named_with_the_package()
    {
        NotSupportedException failure = Assert.Throws<NotSupportedException>(() =>
            AkkaInternals.StaticField<ImmutableDictionary<string, IChildStats>>(typeof(EmptyChildrenContainer), "_gone", "order would be lost"));
        Assert.Contains("Package Akka 1.5.74", failure.Message, StringComparison.Ordinal);
        Assert.Contains("EmptyChildrenContainer._gone", failure.Message, StringComparison.Ordinal);
        Assert.Contains("order would be lost", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void So_is_one_that_changed_its_type() =>
        Assert.Throws<NotSupportedException>(() => AkkaInternals.StaticField<string>(typeof(EmptyChildrenContainer), "_emptyStats", "lost"));
}
