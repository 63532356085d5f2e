using System.Net.Sockets;

namespace MeshNet.Protocol.Names;

/// <summary>The text of a resolv.conf (resolv.conf(5)).</summary>
public static class ResolverFile
{
    private const string Keyword = "nameserver";
    private const string Begin = "# meshnet: begin";
    private const string End = "# meshnet: end";
    private const string Replaced = "# meshnet: replaced: ";

    /// <summary>The name servers in their order; lines that hold no address are passed over, as resolver libraries do.</summary>
    public static ImmutableArray<IPAddress> NameServers(string text)
    {
        ImmutableArray<IPAddress>.Builder servers = ImmutableArray.CreateBuilder<IPAddress>();
        foreach (string line in Lines(text))
        {
            string[] words = Words(line);
            if (words.Length > 1 && words[0] == Keyword && IPAddress.TryParse(words[1], out IPAddress? address))
            {
                servers.Add(address);
            }
        }

        return servers.ToImmutable();
    }

    /// <summary>
    /// The same file with <paramref name="server"/> as its first name server. Search list and options stay; <c>ndots:0</c> is added
    /// unless the file says otherwise, since a container's name has no dot. The IPv4 servers that were there stay behind it, for the
    /// time when it does not answer; others become comments, since nobody can keep resolver libraries that ask all servers at once
    /// from believing them.
    /// </summary>
    public static string Redirect(string text, IPAddress server)
    {
        string[] original = Lines(Restore(text));
        List<string> lines = [Begin, $"{Keyword} {server}"];
        bool saysDots = original.Select(Words).Any(words =>
            words is ["options", ..] && words.Any(word => word.StartsWith("ndots:", StringComparison.Ordinal)));
        if (!saysDots)
        {
            lines.Add("options ndots:0");
        }

        lines.Add(End);
        lines.AddRange(original.Select(line => Words(line) is not [Keyword, ..] || IsIpv4Server(line) ? line : Replaced + line));
        return Join(lines);
    }

    /// <summary>The file as it was before <see cref="Redirect"/>; any other text comes back unchanged.</summary>
    public static string Restore(string text)
    {
        string[] lines = Lines(text);
        int begin = Array.IndexOf(lines, Begin);
        int end = Array.IndexOf(lines, End);
        if (begin < 0 || end < begin)
        {
            return text;
        }

        return Join(lines[..begin].Concat(lines[(end + 1)..])
            .Select(line => line.StartsWith(Replaced, StringComparison.Ordinal) ? line[Replaced.Length..] : line));
    }

    private static bool IsIpv4Server(string line) => NameServers(line) is [{ AddressFamily: AddressFamily.InterNetwork }];

    private static string Join(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');

    private static string[] Words(string line) => line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
