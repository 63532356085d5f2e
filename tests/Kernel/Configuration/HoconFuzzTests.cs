using System.Diagnostics;
using System.Text;
using Akka.Configuration;

namespace Akka.Tests.Configuration;

public sealed class HoconFuzzTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("MESHNET_FUZZ_SECONDS"), out var seconds) ? seconds : 4);

    /// <summary>One text may take this long on a busy machine; the bounds keep it far below.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly string[] Fragments =
    [
        "a", "b.c", "\"q\"", "\"\"\"", "\"", "${a}", "${?b.c}", "${", "${?", "}", "{", "[", "]", ",", "\n", " ", "=", ":", "+=", "+",
        "#", "//", "1", "-2.5e+3", "1e", "true", "null", "include ", "include \"x\"", "include required(file(\"/x\"))", "\\", "\\u00",
        "@", "é", "\u2028", "\uFEFF", "\0", "\uD800", "500ms", ".", "..", "$",
    ];

    private static readonly string Valid =
        """
        meshnet { port = 7947 # udp and tcp
          peers = [ "10.0.0.1", 10.0.0.2 ]
          peers += ${?EXTRA} , base { x = 1 } , derived = ${meshnet.base} { y = ${meshnet.port}0 }
          text = \"\"\"raw " text\"\"\" , path = /var/lib , path = ${meshnet.path}/x }
        """.Replace("\\\"", "\"", StringComparison.Ordinal);

    [Fact]
    public void Whatever_the_text_only_a_configuration_exception_comes_out_and_soon()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        var accepted = 0;
        while (watch.Elapsed < Budget)
        {
            var text = Next(random);
            var began = watch.Elapsed;

            accepted += TryParse(text, out var failure) ? 1 : 0;

            Assert.True(failure is null or ConfigurationException, $"seed {seed}: {Show(text)} threw {failure}");
            Assert.True(watch.Elapsed - began < Limit, $"seed {seed}: {Show(text)} took {watch.Elapsed - began}");
        }

        Assert.True(accepted > 0, $"seed {seed}: no text was accepted, so nothing behind the parser was reached");
    }

    [Fact]
    public void What_is_written_out_reads_back_as_the_same()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var i = 0; i < 2000; i++)
        {
            var text = Next(random);
            if (!TryParse(text, out _))
                continue;

            var first = Parse(text).ToString();
            Assert.True(first == Parse(first).ToString(), $"seed {seed}: {Show(text)} wrote {first}");
        }
    }

    private static string Next(Random random) => random.Next(4) switch
    {
        0 => Noise(random),
        1 => string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Fragments[random.Next(Fragments.Length)])),
        2 => string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => $"{Key(random)} = {Key(random, "${", "}")}{Key(random, "${?", "}")}\n")),
        _ => Mutate(random),
    };

    private static string Noise(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Few keys, so that substitutions meet and close circles.</summary>
    private static string Key(Random random, string before = "", string after = "") => $"{before}{"abc"[random.Next(3)]}{after}";

    private static string Mutate(Random random)
    {
        var text = new StringBuilder(Valid);
        for (var wounds = random.Next(4); wounds > 0; wounds--)
        {
            var at = random.Next(text.Length);
            if (random.Next(2) == 0)
                text.Remove(at, Math.Min(random.Next(10), text.Length - at));
            else
                text.Insert(at, Fragments[random.Next(Fragments.Length)]);
        }

        return text.ToString();
    }

    private static bool TryParse(string text, out Exception? failure)
    {
        failure = Record.Exception(() => Parse(text));
        return failure is null;
    }

    private static Config Parse(string text) => ConfigurationFactory.ParseString(text, new() { Environment = _ => null });

    private static string Show(string text) => Convert.ToBase64String(Encoding.Unicode.GetBytes(text));
}
