namespace MeshNet.Lab.Tests;

/// <summary>What the tests measured, in one file that `tests/run` prints at its end; on the console as well.</summary>
public static class Figures
{
    public static void Print(string figure)
    {
        Console.WriteLine(figure);
        if (Environment.GetEnvironmentVariable("MESHNET_TESTS_FIGURES") is { Length: > 0 } file)
        {
            File.AppendAllLines(file, [figure]);
        }
    }

    public static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");
}
