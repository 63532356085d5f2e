using System.Text;
using MeshNet.Testing;

namespace MeshNet.Messages.Tests.Identity;

public sealed class JoinTokenFuzzTests
{
    private static readonly byte[] Sound =
        Encoding.UTF8.GetBytes(new JoinToken(new ClusterId(5), new ClusterSecret(new byte[ClusterSecret.Length])).Print());

    [Fact]
    public void Whatever_is_pasted_is_the_token_as_it_was_printed_or_refused_with_a_sentence()
    {
        int taken = 0;
        foreach (Random random in Fuzz.Rounds())
        {
            byte[] pasted = random.Next(8) switch
            {
                0 => Fuzz.Noise(random, 100),
                1 => [.. " \n"u8, .. Sound, .. "\t"u8],
                2 => [.. Sound[..^random.Next(Sound.Length)], .. Fuzz.Noise(random, 8)],
                _ => Fuzz.Damage(random, Sound),
            };
            taken += Fuzz.Takes<FormatException>(pasted, bytes =>
            {
                string text = Encoding.UTF8.GetString(bytes);
                Assert.Equal(JoinToken.Parse(text).Print(), text.Trim(), ignoreCase: true);
            }) ? 1 : 0;
        }

        Assert.True(taken > 0);
    }
}
