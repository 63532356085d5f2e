using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MeshNet.Node.Cli;

/// <summary>What every command shares: the daemon's socket, and whether to print for people or for programs.</summary>
public sealed class CliContext
{
    public const string SocketName = "meshnet.sock";

    private const int Failed = 1;
    private const int Interrupted = 130;
    private const string DefaultSocket = "/run/meshnet/" + SocketName;

    public Option<string> Socket { get; } = new("--socket")
    {
        Description = "The daemon's socket, to reach another daemon on this host",
        Recursive = true,
        DefaultValueFactory = _ => DefaultSocket,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON, for programs" };

    public DaemonClient Connect(ParseResult parsed) => new(parsed.GetValue(Socket)!);

    /// <summary>Prints a value as JSON if that was asked for, else by <paramref name="print"/>.</summary>
    public void Show<T>(ParseResult parsed, T value, JsonTypeInfo<T> type, Action<TextWriter> print)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Json))
        {
            output.WriteLine(JsonSerializer.Serialize(value, type));
        }
        else
        {
            print(output);
        }
    }

    /// <summary>
    /// Runs a command. What goes wrong is one line on standard error and exit code 1; Ctrl-C is exit code 130, as shells have it; a defect of
    /// ours shows where it is.
    /// </summary>
    public static Func<ParseResult, CancellationToken, Task<int>> Run(Func<ParseResult, CancellationToken, Task> command) =>
        async (parsed, cancellation) =>
        {
            try
            {
                await command(parsed, cancellation).ConfigureAwait(false);
                return 0;
            }
            catch (CliException error)
            {
                return await FailAsync(parsed, error.Message, Failed).ConfigureAwait(false);
            }
            catch (Exception error) when (cancellation.IsCancellationRequested && error is OperationCanceledException)
            {
                return await FailAsync(parsed, "interrupted: 'meshnet status' shows what has come of it", Interrupted).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return await FailAsync(parsed, error.Message, Failed).ConfigureAwait(false);
            }
            catch (Exception defect)
            {
                return await FailAsync(parsed, $"this is a bug in meshnet, please report it: {defect}", Failed).ConfigureAwait(false);
            }
        };

    private static async Task<int> FailAsync(ParseResult parsed, string reason, int exitCode)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync($"meshnet: {reason}").ConfigureAwait(false);
        return exitCode;
    }
}

/// <summary>A command failed; the message is what its user reads.</summary>
public sealed class CliException(string message) : Exception(message);
