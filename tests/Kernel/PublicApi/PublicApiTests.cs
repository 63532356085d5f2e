namespace MeshNet.Kernel.Tests.PublicApi;

/// <summary>
/// The kernel's public surface is a promise (ADR 1): actors that compile against it compile against Akka.NET. So it changes on purpose
/// only: run this with MESHNET_APPROVE_API=1, look at what it changed in the approved file, and commit that too.
/// </summary>
public sealed class PublicApiTests
{
    private const string ApprovedName = "PublicApi.approved.txt";

    private static readonly string Approved = Path.Combine(TestsDirectory(), "Kernel", ApprovedName);

    [Fact]
    public void The_public_surface_is_the_approved_one()
    {
        string[] present = [.. ApiText.Of(typeof(Akka.Actor.ActorSystem).Assembly)];
        if (Environment.GetEnvironmentVariable("MESHNET_APPROVE_API") == "1")
        {
            File.WriteAllText(Approved, string.Join('\n', present) + "\n");
        }

        string[] approved = File.Exists(Approved) ? File.ReadAllLines(Approved) : [];
        string[] added = [.. present.Except(approved).Select(line => "+ " + line)];
        string[] removed = [.. approved.Except(present).Select(line => "- " + line)];
        Assert.True(
            present.SequenceEqual(approved),
            $"the kernel's public surface is not the one in tests/Kernel/{ApprovedName}; if that is on purpose, run this test with "
            + $"MESHNET_APPROVE_API=1 and commit the file:\n{string.Join('\n', removed.Concat(added))}");
    }

    [Theory]
    [InlineData("Akka.Actor.ReceiveActor", "    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null)")]
    [InlineData("Akka.Actor.Directive", "    Resume = 0")]
    [InlineData("Akka.Actor.IStash", "    Int32 Count { get; }")]
    [InlineData("Akka.Actor.UntypedActor", "    protected abstract void OnReceive(Object message)")]
    public void The_text_shows_what_a_caller_or_an_heir_can_depend_on(string type, string line)
    {
        string[] text = [.. ApiText.Of(typeof(Akka.Actor.ActorSystem).Assembly)];
        int start = Array.FindIndex(text, one => one.Split(' ', ':').Contains(type));

        Assert.True(start >= 0, $"{type} is not in the text");
        Assert.Contains(line, text.Skip(start).TakeWhile(one => one.Length > 0));
    }

    private static string TestsDirectory()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "MeshNet.sln")))
        {
            directory = directory.Parent;
        }

        return Path.Combine(directory?.FullName ?? throw new InvalidOperationException("the tests run outside of the repository"), "tests");
    }
}
