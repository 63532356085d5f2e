namespace Akka.Actor;

/// <summary>An actor with a stash, which it gets before PreStart. It is put back into the mailbox before a restart.</summary>
public interface IWithStash
{
    IStash Stash { get; set; }
}
