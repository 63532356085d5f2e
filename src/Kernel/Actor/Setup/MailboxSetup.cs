namespace Akka.Actor;

/// <summary>What the names given to <see cref="Props.WithMailbox"/> stand for.</summary>
public sealed class MailboxSetup : Setup
{
    private readonly Dictionary<string, MailboxSettings> _mailboxes;

    private MailboxSetup(Dictionary<string, MailboxSettings> mailboxes) => _mailboxes = mailboxes;

    public static MailboxSetup Empty { get; } = new([]);

    public MailboxSetup WithMailbox(string mailboxId, MailboxSettings settings) =>
        new(new Dictionary<string, MailboxSettings>(_mailboxes) { [mailboxId] = settings });

    internal MailboxSettings? Find(string mailboxId) => _mailboxes.GetValueOrDefault(mailboxId);
}
