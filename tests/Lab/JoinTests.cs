namespace MeshNet.Lab.Tests;

public sealed class JoinTests(DockerLab lab) : LabTest(lab)
{
    [Fact]
    public async Task A_host_that_left_is_let_in_again_by_the_right_token_only()
    {
        LabHost last = Hosts[^1];
        _ = (await last.MeshNet("leave")).Output;
        try
        {
            string[] words = Lab.JoinLine.Split(' ');
            string[] wrong = words[..^2].Append(Garbled(words[^2])).Append(words[^1]).ToArray();
            (await last.MeshNet(wrong)).Complains("token");
            await Eventually.Prints(
                $"{last.Name} is in no cluster", () => last.MeshNet("status"), text => !text.Contains(Node1.Address, StringComparison.Ordinal));
        }
        finally
        {
            _ = (await last.MeshNet(Lab.JoinLine.Split(' '))).Output;
        }
        await Eventually.Prints(
            $"{last.Name} sees node 1 again", () => last.MeshNet("node", "ls"), text => text.Contains(Node1.Address, StringComparison.Ordinal));
    }

    /// <summary>The same token with its last letters exchanged: well formed, and of no cluster.</summary>
    private static string Garbled(string token) => token[..^4] + string.Concat(token[^4..].Select(c => c == 'A' ? 'B' : 'A'));
}
