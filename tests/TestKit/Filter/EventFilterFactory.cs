using System.Text.RegularExpressions;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>Says which events of the log, or dead letters, a test expects.</summary>
public sealed class EventFilterFactory
{
    private readonly TestKitBase _kit;

    internal EventFilterFactory(TestKitBase kit) => _kit = kit;

    /// <summary>Errors (or warnings) that carry such an exception; the text is compared with its message or the event's.</summary>
    public EventFilterApplier Exception<TException>(
        string? message = null, string? start = null, string? contains = null, string? pattern = null, string? source = null)
        where TException : Exception =>
        Of($"{typeof(TException).Name} logged", e => e is LogEvent { Cause: TException cause } log &&
            (TextFits(cause.Message, message, start, contains, pattern) || TextFits(Text(log), message, start, contains, pattern)) && SourceFits(log, source));

    public EventFilterApplier Error(
        string? message = null, string? start = null, string? contains = null, string? pattern = null, string? source = null) =>
        Level<Error>(message, start, contains, pattern, source);

    public EventFilterApplier Warning(
        string? message = null, string? start = null, string? contains = null, string? pattern = null, string? source = null) =>
        Level<Warning>(message, start, contains, pattern, source);

    public EventFilterApplier Info(
        string? message = null, string? start = null, string? contains = null, string? pattern = null, string? source = null) =>
        Level<Info>(message, start, contains, pattern, source);

    public EventFilterApplier Debug(
        string? message = null, string? start = null, string? contains = null, string? pattern = null, string? source = null) =>
        Level<Debug>(message, start, contains, pattern, source);

    public EventFilterApplier DeadLetter<TMessage>() => Of($"dead letter {typeof(TMessage).Name}", e => e is DeadLetter { Message: TMessage });

    public EventFilterApplier DeadLetter() => Of("dead letter", e => e is DeadLetter);

    private static string Text(LogEvent log) => log.Message.ToString() ?? "";

    private static bool SourceFits(LogEvent log, string? source) => source is null || log.LogSource == source;

    private static bool TextFits(string text, string? message, string? start, string? contains, string? pattern) =>
        (message is null || text == message)
        && (start is null || text.StartsWith(start, StringComparison.Ordinal))
        && (contains is null || text.Contains(contains, StringComparison.Ordinal))
        && (pattern is null || Regex.IsMatch(text, pattern));

    private EventFilterApplier Level<TEvent>(string? message, string? start, string? contains, string? pattern, string? source)
        where TEvent : LogEvent =>
        Of(
            $"{typeof(TEvent).Name} {message ?? start ?? contains ?? pattern}",
            e => e is TEvent log && TextFits(Text(log), message, start, contains, pattern) && SourceFits(log, source));

    private EventFilterApplier Of(string description, Func<object, bool> fits) => new(_kit, description, fits);
}
