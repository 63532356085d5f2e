using MeshNet.Actors.Transport.Sealing;

namespace MeshNet.Actors.Tests.Transport;

public sealed class ReplayWindowTests
{
    [Fact]
    public void The_first_counter_may_be_any()
    {
        ReplayWindow window = new();
        Assert.True(Take(window, ulong.MaxValue - 3));
        Assert.False(Take(window, 0));
        Assert.True(Take(window, ulong.MaxValue));
    }

    [Fact]
    public void Against_a_plain_set_it_never_takes_a_counter_twice_and_misses_only_what_is_too_old()
    {
        ReplayWindow window = new();
        HashSet<ulong> taken = [];
        Random random = new(5);
        ulong highest = 0;
        ulong highestTaken = 0;
        for (int i = 0; i < 200_000; i++)
        {
            highest += (ulong)(random.Next(100) == 0 ? random.Next(20_000) : random.Next(3));
            ulong counter = highest - Math.Min(highest, (ulong)random.Next(2 * ReplayWindow.Size));
            bool isNew = !taken.Contains(counter);
            bool isRecent = taken.Count == 0 || counter + ReplayWindow.Size > highestTaken;
            Assert.Equal(isNew && isRecent, Take(window, counter));
            if (isNew && isRecent)
            {
                taken.Add(counter);
                highestTaken = Math.Max(highestTaken, counter);
            }
        }
    }

    private static bool Take(ReplayWindow window, ulong counter)
    {
        if (!window.MayAccept(counter))
        {
            return false;
        }

        window.Accept(counter);
        return true;
    }
}
