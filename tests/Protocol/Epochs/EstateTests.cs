using MeshNet.Protocol.Epochs;

namespace MeshNet.Protocol.Tests.Epochs;

public sealed class EstateTests
{
    private static readonly SpaceId Space = new(99);

    [Fact]
    public void What_nobody_claims_passes_whole_and_with_a_higher_version()
    {
        Estate estate = new();
        estate.AddOwned(Claim("10.0.0.0/24", 5));
        Assert.Equal([Claim("10.0.0.0/24", 6)], estate.Remainder());
    }

    [Fact]
    public void What_a_member_claims_stays_with_it_whatever_the_version()
    {
        Estate estate = new();
        estate.AddOwned(Claim("10.0.0.0/24", 5));
        estate.ExceptClaimed(Claim("10.0.0.64/26", 1));
        Assert.Equal([Claim("10.0.0.0/26", 6), Claim("10.0.0.128/25", 6)], estate.Remainder());
    }

    [Fact]
    public void Of_two_removed_nodes_claims_the_higher_version_is_right()
    {
        Estate older = new();
        older.AddOwned(Claim("10.0.0.0/24", 5));
        older.ExceptOwned(Claim("10.0.0.0/25", 6));
        Assert.Equal([Claim("10.0.0.128/25", 6)], older.Remainder());

        Estate newer = new();
        newer.AddOwned(Claim("10.0.0.0/25", 6));
        newer.ExceptOwned(Claim("10.0.0.0/24", 5));
        Assert.Equal([Claim("10.0.0.0/25", 7)], newer.Remainder());
    }

    [Fact]
    public void A_grant_that_its_taker_has_claimed_is_the_takers()
    {
        Estate donor = new();
        donor.AddGranted(Claim("10.0.0.0/25", 6));
        donor.ExceptOwned(Claim("10.0.0.0/25", 6));
        Assert.Empty(donor.Remainder());

        Estate taker = new();
        taker.AddOwned(Claim("10.0.0.0/25", 6));
        taker.ExceptGranted(Claim("10.0.0.0/25", 6));
        Assert.Equal([Claim("10.0.0.0/25", 7)], taker.Remainder());
    }

    [Fact]
    public void A_block_that_a_stale_log_names_twice_passes_once()
    {
        Estate estate = new();
        estate.AddOwned(Claim("10.0.0.0/24", 5));
        estate.AddGranted(Claim("10.0.0.0/25", 7));
        Assert.Equal([Claim("10.0.0.0/25", 8), Claim("10.0.0.128/25", 6)], estate.Remainder().OrderBy(claim => claim.Block));
    }

    private static BlockClaim Claim(string block, ulong version)
    {
        Assert.True(Block.TryParse(block, out Block parsed));
        return new(Space, parsed, version);
    }
}
