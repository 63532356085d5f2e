using System.Diagnostics;

namespace MeshNet.Testing;

/// <summary>
/// What all fuzz tests share: how long they go on, and what a decoder must not do, which is fail in any other way than its own, take for ever, or
/// take memory that the bytes do not warrant. In a test run each has a second and the same inputs every time; <c>tests/run --fuzz 10m</c> gives each
/// so much, from a seed of chance.
/// </summary>
internal static class Fuzz
{
    /// <summary>However slow the machine, so many inputs are tried.</summary>
    private const int RoundsMin = 256;

    /// <summary>What an exception with its sentence, or a decoder's first use, costs beside the bytes.</summary>
    private const long AllocatedAtLeast = 96 * 1024;

    /// <summary>Objects for one byte of input: a list of the smallest items there are.</summary>
    private const long AllocatedPerByte = 64;

    /// <summary>One input may take this long on a machine that does other things too.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly double? Asked =
        double.TryParse(Environment.GetEnvironmentVariable("MESHNET_TESTS_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out double seconds) ? seconds : null;

    /// <summary>A source of randomness for each input, until the time is over.</summary>
    public static IEnumerable<Random> Rounds()
    {
        TimeSpan budget = TimeSpan.FromSeconds(Asked ?? 1);
        int first = Asked is null ? 0 : Random.Shared.Next();
        Stopwatch watch = Stopwatch.StartNew();
        for (int round = 0; round < RoundsMin || watch.Elapsed < budget; round++)
        {
            yield return new Random(unchecked(first + round));
        }
    }

    /// <summary>Whether a decoder takes an input; that it refuses is fine, in the one way that it has.</summary>
    /// <typeparam name="TRefusal">What it may throw.</typeparam>
    /// <param name="allowance">Memory that any input may take, where what it says may unfold to more than it is.</param>
    public static bool Takes<TRefusal>(byte[] input, Action<byte[]> decode, long allowance = AllocatedAtLeast)
        where TRefusal : Exception
    {
        Exception? thrown = Measure(input, decode, allowance);
        Assert.True(thrown is null or TRefusal, $"{Show(input)} threw {thrown}");
        return thrown is null;
    }

    /// <summary>Feeds a decoder that has no way to refuse but its result.</summary>
    public static void Feed(byte[] input, Action<byte[]> decode)
    {
        Exception? thrown = Measure(input, decode, AllocatedAtLeast);
        Assert.True(thrown is null, $"{Show(input)} threw {thrown}");
    }

    private static Exception? Measure(byte[] input, Action<byte[]> decode, long allowance)
    {
        Stopwatch watch = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? thrown = Record.Exception(() => decode(input));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(
            allocated <= allowance + (AllocatedPerByte * input.Length), $"{Show(input)}, {input.Length} bytes, took {allocated} bytes of memory");
        Assert.True(watch.Elapsed < Limit, $"{Show(input)} took {watch.Elapsed}");
        return thrown;
    }

    public static byte[] Noise(Random random, int lengthMax)
    {
        byte[] bytes = new byte[random.Next(lengthMax + 1)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Sound bytes with some damage: changed, cut out, put in, doubled, or ended too early.</summary>
    public static byte[] Damage(Random random, ReadOnlySpan<byte> sound)
    {
        List<byte> bytes = [.. sound];
        for (int wounds = random.Next(1, 5); wounds > 0 && bytes.Count > 0; wounds--)
        {
            int at = random.Next(bytes.Count);
            int length = Math.Min(random.Next(1, 9), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] = 0xFF; break;
                case 2: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 3: bytes.RemoveRange(at, length); break;
                case 4: bytes.InsertRange(at, Noise(random, 8)); break;
                case 5: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }

        return [.. bytes];
    }

    /// <summary>For a failure's message: what <see cref="Convert.FromBase64String"/> makes the input of again.</summary>
    public static string Show(byte[] input) => $"'{Convert.ToBase64String(input)}'";
}
