namespace MeshNet.Hocon.Tests;

public sealed class IncludeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mn-hocon-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("include \"b.conf\"")]
    [InlineData("include \"b\"")]
    [InlineData("include file(\"b.conf\")")]
    [InlineData("include required(\"b.conf\")")]
    [InlineData("include required(file(\"b.conf\"))")]
    [InlineData("include required( file( \"b.conf\" ) )")]
    [InlineData("x = 0\ninclude \"b.conf\"")]
    [InlineData("include \"missing.conf\", include \"b.conf\" # both")]
    public void The_forms_of_include_read_the_file_beside_the_including_one(string hocon)
    {
        Write("b.conf", "x = 1");

        Assert.Equal("""{"x":"1"}""", Read(hocon));
    }

    [Fact]
    public void An_included_value_counts_where_the_include_stands()
    {
        Write("b.conf", "x = b, y { p = b }");

        Assert.Equal("""{"x":"b","y":{"p":"b","q":"a"}}""", Read("x = a, y { q = a }\ninclude \"b\"").Replace(
            """{"q":"a","p":"b"}""", """{"p":"b","q":"a"}""", StringComparison.Ordinal));
        Assert.Equal("""{"x":"a","y":{"p":"b"}}""", Read("include \"b\"\nx = a"));
        Assert.Equal("""{"n":{"x":"b","y":{"p":"b"}}}""", Read("n { include \"b\" }"));
    }

    [Fact]
    public void Both_extensions_are_tried_and_the_configuration_wins_over_the_json()
    {
        Write("b.json", """{"x":"json","y":"json"}""");
        Write("b.conf", "x = conf");

        Assert.Equal("""{"x":"conf","y":"json"}""", Read("include \"b\""));
    }

    [Fact]
    public void A_name_is_relative_to_the_file_that_includes_and_not_to_the_first()
    {
        Write("sub/b.conf", "include \"c\"\nb = 1");
        Write("sub/c.conf", "c = 1");
        Write("c.conf", "wrong = 1");

        Assert.Equal("""{"c":"1","b":"1"}""", Read("include \"sub/b\""));
    }

    [Fact]
    public void An_absolute_name_needs_no_including_file()
    {
        string path = Write("b.conf", "x = 1");

        Assert.Equal("1", HoconReader.ParseString($"include \"{path}\"").GetString("x"));
    }

    [Fact]
    public void A_substitution_in_an_included_file_looks_below_the_include_first_and_then_at_the_root()
    {
        Write("b.conf", "x = 1, near = ${x}, far = ${z}, list += 2");

        Assert.Equal(
            """{"x":"0","z":"9","n":{"list":["1","2"],"x":"1","near":"1","far":"9"}}""",
            Read("x = 0, z = 9, n { list = [1], include \"b\" }"));
    }

    [Fact]
    public void An_override_beside_the_include_reaches_the_substitutions_in_it()
    {
        Write("b.conf", "x = 1, y = ${x}");

        Assert.Equal("""{"n":{"x":"2","y":"2"}}""", Read("n { include \"b\" }, n.x = 2"));
    }

    [Fact]
    public void An_error_in_an_included_file_names_that_file()
    {
        string path = Write("b.conf", "ok = 1\nx = @");

        HoconException failure = Assert.Throws<HoconException>(() => Read("include \"b\""));

        Assert.StartsWith($"{path}:2:5: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_include_one_another_are_told_with_the_circle()
    {
        Write("b.conf", "include \"c\"");
        Write("c.conf", "include \"b\"");

        HoconException failure = Assert.Throws<HoconException>(() => Read("include \"b\""));

        Assert.Contains("b.conf → ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("in a circle", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_and_number_of_includes_are_bounded()
    {
        foreach (int i in Enumerable.Range(0, 30))
        {
            Write($"deep{i}.conf", $"include \"deep{i + 1}\"");
        }

        Assert.Contains("more than 16 files include one another",
            Assert.Throws<HoconException>(() => Read("include \"deep0\"")).Message, StringComparison.Ordinal);

        Write("leaf.conf", "x = 1");
        foreach (int i in Enumerable.Range(0, 10))
        {
            Write($"wide{i}.conf", string.Join('\n', Enumerable.Repeat($"include \"{(i == 9 ? "leaf" : $"wide{i + 1}")}\"", 10)));
        }

        Assert.Contains("more than 256 files are included",
            Assert.Throws<HoconException>(() => Read("include \"wide0\"")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_or_is_no_text_is_told()
    {
        string missing = Path.Combine(_folder, "missing.conf");
        Assert.StartsWith($"{missing}: the file cannot be read",
            Assert.Throws<HoconException>(() => HoconReader.ParseFile(missing)).Message, StringComparison.Ordinal);

        string binary = Path.Combine(_folder, "binary.conf");
        File.WriteAllBytes(binary, [0x61, 0x3D, 0xFF, 0xFE]);
        Assert.StartsWith($"{binary}: the file is not UTF-8",
            Assert.Throws<HoconException>(() => HoconReader.ParseFile(binary)).Message, StringComparison.Ordinal);

        File.WriteAllBytes(binary, new byte[(1 << 20) + 10]);
        Assert.StartsWith($"{binary}: the text is longer than",
            Assert.Throws<HoconException>(() => HoconReader.ParseFile(binary)).Message, StringComparison.Ordinal);
    }

    private string Write(string name, string hocon)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, hocon);
        return path;
    }

    private string Read(string hocon) => HoconReader.ParseFile(Write("a.conf", hocon)).ToString();
}
