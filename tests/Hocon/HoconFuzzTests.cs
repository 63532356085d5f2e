using System.Text;
using MeshNet.Testing;

namespace MeshNet.Hocon.Tests;

public sealed class HoconFuzzTests
{
    /// <summary>Substitutions unfold to as many characters of two bytes as the parser's own bound allows, held twice while they are put together.</summary>
    private const long MemoryMax = 64L * 1024 * 1024;

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
        int accepted = Fuzz.Rounds().Count(random =>
            Fuzz.Takes<HoconException>(Encoding.Unicode.GetBytes(Next(random)), bytes => Parse(Encoding.Unicode.GetString(bytes)), MemoryMax));
        Assert.True(accepted > 0, "no text was accepted, so nothing behind the parser was reached");
    }

    [Fact]
    public void What_is_written_out_reads_back_as_the_same()
    {
        foreach (Random random in Fuzz.Rounds())
        {
            string text = Next(random);
            if (Record.Exception(() => Parse(text)) is not null)
            {
                continue;
            }

            string first = Parse(text).ToString();
            Assert.True(first == Parse(first).ToString(), $"{Fuzz.Show(Encoding.Unicode.GetBytes(text))} wrote {first}");
        }
    }

    private static string Next(Random random) => random.Next(4) switch
    {
        0 => Encoding.UTF8.GetString(Fuzz.Noise(random, 200)),
        1 => string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Fragments[random.Next(Fragments.Length)])),
        2 => string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => $"{Key(random)} = {Key(random, "${", "}")}{Key(random, "${?", "}")}\n")),
        _ => Mutate(random),
    };

    /// <summary>Few keys, so that substitutions meet and close circles.</summary>
    private static string Key(Random random, string before = "", string after = "") => $"{before}{"abc"[random.Next(3)]}{after}";

    private static string Mutate(Random random)
    {
        StringBuilder text = new(Valid);
        for (int wounds = random.Next(4); wounds > 0; wounds--)
        {
            int at = random.Next(text.Length);
            if (random.Next(2) == 0)
            {
                text.Remove(at, Math.Min(random.Next(10), text.Length - at));
            }
            else
            {
                text.Insert(at, Fragments[random.Next(Fragments.Length)]);
            }
        }

        return text.ToString();
    }

    private static HoconConfig Parse(string text) => HoconReader.ParseString(text, new() { Environment = _ => null });
}
