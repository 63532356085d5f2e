using System.CommandLine;
using System.Text.RegularExpressions;
using MeshNet.Architecture.Tests;
using MeshNet.Node.Cli;

namespace MeshNet.Node.Tests.Cli;

/// <summary>What a reader copies from a document's code block has to be a command of ours.</summary>
public sealed partial class DocumentedCommandsTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/operations.md")]
    public void Every_command_in_a_document_is_one_of_the_command_line(string document)
    {
        RootCommand root = CommandTree.Create();
        string text = File.ReadAllText(Path.Combine(Repository.Root, document));
        string[] commands =
        [
            .. CodeBlock().Matches(text).SelectMany(block => Command().Matches(block.Value)).Select(match => match.Groups["arguments"].Value),
        ];
        Assert.NotEmpty(commands);
        Assert.DoesNotContain(commands, command => root.Parse(command).Errors.Count > 0);
    }

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    /// <summary>Up to a comment, a redirection or an ampersand.</summary>
    [GeneratedRegex(@"^(sudo )?meshnet (?<arguments>[^#>&\n]+)", RegexOptions.Multiline)]
    private static partial Regex Command();
}
